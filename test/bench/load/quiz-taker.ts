import { type Reply, sendForm } from "./forms.ts";

/** Somebody's browser at a quiz: a session, and what it knows of the attempt. */
export type QuizTaker = {
  /** What this person has chosen so far: field -> value. */
  answers: Map<string, string>;
  version: number;
  /** The answers of the last save that the server said is kept. */
  kept: string;
  begin(): Promise<Reply>;
  save(): Promise<Reply>;
  submit(): Promise<Reply>;
};

type Place = { port: number; cookie: string; address: string };

/** A person who takes the quiz at `address` ("/courses/…/…/attempt") with the forms and the addresses of its page. */
export function createTaker(place: Place): QuizTaker {
  const taker: QuizTaker = {
    answers: new Map(),
    version: 0,
    kept: "",
    begin: () => sendForm(place, place.address, { intent: "start" }),
    async save() {
      const chosen = serialise(taker.answers);
      const reply = await sendForm(place, `${place.address}.json`, {
        intent: "save",
        version: String(taker.version),
        attempt: "1",
        ...Object.fromEntries(taker.answers),
      });
      if (reply.status === 200) {
        taker.version = (JSON.parse(reply.body) as { version: number }).version;
        taker.kept = chosen;
      }
      return reply;
    },
    submit: () =>
      sendForm(place, place.address, {
        intent: "submit",
        confirm: "1",
        version: String(taker.version),
        attempt: "1",
        ...Object.fromEntries(taker.answers),
      }),
  };
  return taker;
}

/** The answers as one text, to compare with what the database holds. */
export function serialise(answers: Map<string, string>): string {
  return JSON.stringify([...answers].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1))));
}
