import { Agent, request } from "node:http";

export type Reply = { status: number; location: string | null; body: string; milliseconds: number };

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

/** Everybody keeps one line open, as browsers do. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, scheduling: "fifo" });

/** A person who takes the quiz at `address` ("/courses/…/…/attempt") with the forms and the addresses of its page. */
export function createTaker(place: Place): QuizTaker {
  const taker: QuizTaker = {
    answers: new Map(),
    version: 0,
    kept: "",
    begin: () => send(place, place.address, { intent: "start" }),
    async save() {
      const chosen = serialise(taker.answers);
      const reply = await send(place, `${place.address}.json`, {
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
      send(place, place.address, {
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

function send({ port, cookie }: Place, path: string, fields: Record<string, string>): Promise<Reply> {
  const body = new URLSearchParams(fields).toString();
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      origin: "http://localhost",
      host: "localhost",
      accept: "*/*",
      "accept-language": "en",
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
    };
    const asking = request({ agent, port, host: "127.0.0.1", method: "POST", path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? null,
          body: Buffer.concat(chunks).toString("utf8"),
          milliseconds: performance.now() - began,
        }),
      );
    });
    asking.once("error", reject);
    asking.end(body);
  });
}
