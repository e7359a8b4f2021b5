import type { Response } from "express";
import { isWrittenFor } from "#app/infra/written-for.server.ts";

// Everything that replaces methods of an answer, and so counts on how Express and Remix write one: headers by `append`, the
// body by `write` and `end`. With other versions than these bodies are left alone: the same pages, uncompressed and made
// anew for each guest.
export const responseVersions = { express: "4.22.3", "@remix-run/express": "2.17.5" };

type Write = (...args: unknown[]) => boolean;
type End = (...args: unknown[]) => Response;

/**
 * Holds a body back until it is whole and sends what `encode` makes of it. `mayHold` is asked when the first bytes come,
 * because only then the headers are known.
 */
export function holdBody(
  response: Response,
  { mayHold, encode }: { mayHold: () => boolean; encode: (whole: Buffer) => Promise<Buffer> },
): void {
  if (!isWrittenFor(responseVersions)) return;
  const { write, end } = writersOf(response);
  const chunks: Buffer[] = [];
  let isHeld: boolean | null = null;
  const hold = () => (isHeld ??= mayHold());

  response.write = ((...args) => {
    if (!hold()) return write(...args);
    chunks.push(bufferOf(args[0], args[1]));
    return true;
  }) as Write as Response["write"];

  response.end = ((...args) => {
    const hasBody = isBytes(args[0]);
    if (!hold() || (!hasBody && chunks.length === 0)) return end(...args);
    if (hasBody) chunks.push(bufferOf(args[0], args[1]));
    const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    const finish = (sent: Buffer) => {
      response.setHeader("Content-Length", sent.length);
      end(sent, ...args.filter((arg) => typeof arg === "function"));
    };
    void encode(whole).then(finish, () => response.destroy());
    return response;
  }) as End as Response["end"];
}

/** Hands over a copy of the body when it is whole, before its last bytes are sent. */
export function copyBody(response: Response, done: (whole: Buffer) => void): void {
  if (!isWrittenFor(responseVersions)) return;
  const { write, end } = writersOf(response);
  const chunks: Buffer[] = [];

  response.write = ((...args) => {
    if (isBytes(args[0])) chunks.push(Buffer.from(bufferOf(args[0], args[1])));
    return write(...args);
  }) as Write as Response["write"];

  response.end = ((...args) => {
    if (isBytes(args[0])) chunks.push(Buffer.from(bufferOf(args[0], args[1])));
    done(Buffer.concat(chunks));
    return end(...args);
  }) as End as Response["end"];
}

/**
 * Lets a header that a route sets replace the one that is there, and calls `before` with the status before headers are
 * sent. Both keep private pages out of caches, so they are done with every version.
 */
export function watchHead(response: Response, replaced: string, before: (status: number) => void): void {
  const append = response.append.bind(response);
  response.append = (name, value) =>
    name.toLowerCase() === replaced ? response.set(name, value) : append(name, value);
  beforeHead(response, before);
}

/** Calls `before` with the status before headers are sent. */
export function beforeHead(response: Response, before: (status: number) => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => Response;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    before(status);
    return writeHead(status, ...rest);
  }) as Response["writeHead"];
}

function writersOf(response: Response): { write: Write; end: End } {
  return { write: response.write.bind(response) as Write, end: response.end.bind(response) as End };
}

function isBytes(chunk: unknown): boolean {
  return typeof chunk === "string" || chunk instanceof Uint8Array;
}

function bufferOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === "string")
    return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
  const { buffer, byteOffset, byteLength } = chunk as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}
