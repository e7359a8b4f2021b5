import { Agent, request } from "node:http";

export type Reply = { status: number; location: string | null; body: string; milliseconds: number };

/** Everybody keeps one line open, as browsers do. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, scheduling: "fifo" });

/** Sends a form as a browser of whoever has this cookie sends it, and reads the answer to its end. */
export function sendForm(
  { port, cookie }: { port: number; cookie: string },
  path: string,
  fields: Record<string, string>,
): Promise<Reply> {
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
