import { type Answer, judge } from "./answer.ts";
import type { Saver, SaverOptions } from "./ports.ts";
import { openSaver } from "./saver.ts";
import type { SaveState } from "./state.ts";

/** What becomes of one request: heard, taken with its answer lost, never arrived, or answered otherwise. */
export type Fate = "heard" | "unanswered" | "lost" | "signedOut" | "refused" | "over" | "busy";

type FakeAnswer = Answer & { theirs?: string };

/** A server that holds one text: it takes what was typed on its version, and otherwise answers with what stands there. */
export function makeServer(text = "") {
  const server = {
    text,
    version: 1,
    /** For the requests to come, one each; after them everything is heard. */
    fates: [] as Fate[],
    /** How long an answer takes, in milliseconds. */
    delay: 0,
    received: [] as string[],
    save(typed: string, version: string): { status: number; answer: FakeAnswer } {
      if (typed !== server.text && version !== String(server.version))
        return { status: 409, answer: { version: server.version, theirs: server.text } };
      if (typed !== server.text) server.version += 1;
      server.text = typed;
      return { status: 200, answer: { version: server.version } };
    },
  };
  return server;
}

const otherwise: Record<string, { status: number; answer: FakeAnswer }> = {
  signedOut: { status: 401, answer: { signIn: "/login", message: "Signed out", link: "Sign in" } },
  refused: { status: 422, answer: { message: "Too long" } },
  over: { status: 409, answer: { submitted: "/result", message: "Submitted", link: "Result" } },
  busy: { status: 503, answer: { message: "Busy" } },
};

type FakePage = Saver & {
  field: { value: string };
  version: { value: string };
  states: SaveState<FakeAnswer>[];
  type: (text: string) => void;
  last: () => SaveState<FakeAnswer>;
};

/** A page with one field, over `server`, as it is after loading. `shows`: what was typed before the script came. */
export function openPage(
  server: ReturnType<typeof makeServer>,
  options: Partial<SaverOptions<FakeAnswer>> & { shows?: string } = {},
): FakePage {
  const field = { value: options.shows ?? server.text };
  const version = { value: String(server.version) };
  const states: SaveState<FakeAnswer>[] = [];
  const saver = openSaver<FakeAnswer>({
    key: "text",
    version,
    saved: server.text,
    read: () => field.value,
    fill: (text) => (field.value = text),
    show: (state) => states.push(state),
    isOnline: () => true,
    async send(text) {
      const [fate = "heard", on] = [server.fates.shift(), version.value];
      if (server.delay) await new Promise((done) => setTimeout(done, server.delay));
      if (fate !== "lost") server.received.push(text);
      if (fate === "lost") return null;
      const { status, answer } = otherwise[fate] ?? server.save(text, on);
      if (fate === "unanswered") throw new Error("The link broke");
      const outcome = judge(status, answer, ({ theirs }) =>
        theirs === undefined ? null : { text: theirs, version: String(answer.version) },
      );
      return outcome && { outcome, answer };
    },
    ...options,
  });
  const type = (text: string) => {
    field.value = text;
    saver.changed();
  };
  return { ...saver, field, version, states, type, last: () => states.at(-1)! };
}
