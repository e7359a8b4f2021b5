import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const worthwhile = 1024;
const compressible = /^(text\/|image\/svg|application\/(json|.+\+json|javascript|xml|.+\+xml|manifest))/;

/**
 * Compresses answers that travel as text, each in one piece. Everything here is made whole before it is sent, so nothing is
 * won by streaming; in one piece it takes half the work, fewer bytes, and has a length.
 */
export const compress: RequestHandler = (request, response, next) => {
  const send = { write: response.write, end: response.end };
  const chunks: Buffer[] = [];
  let isHeld: boolean | null = null;
  const hold = () => (isHeld ??= mayCompress(request, response));

  response.write = function write(this: Response, ...args: unknown[]) {
    if (!hold()) return send.write.apply(response, args as never);
    chunks.push(bufferOf(args[0], args[1]));
    return true;
  } as typeof response.write;

  response.end = function end(this: Response, ...args: unknown[]) {
    const [body, encoding] = args;
    const hasBody = typeof body === "string" || body instanceof Uint8Array;
    if (!hold() || (!hasBody && chunks.length === 0)) return send.end.apply(response, args as never);
    if (hasBody) chunks.push(bufferOf(body, encoding));
    const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    const finish = (sent: Buffer) => {
      response.setHeader("Content-Length", sent.length);
      send.end.apply(response, [sent, ...args.filter((arg) => typeof arg === "function")] as never);
    };
    void encode(request, response, whole).then(finish, () => response.destroy());
    return response;
  } as typeof response.end;
  next();
};

/** Asked when the first bytes come, because only then the headers are known. */
function mayCompress(request: Request, response: Response): boolean {
  if (response.headersSent || request.method === "HEAD" || response.hasHeader("Content-Encoding")) return false;
  if (!compressible.test(String(response.getHeader("Content-Type") ?? ""))) return false;
  return !/no-transform/.test(String(response.getHeader("Cache-Control") ?? ""));
}

async function encode(request: Request, response: Response, body: Buffer): Promise<Buffer> {
  if (body.length < worthwhile) return body;
  response.vary("Accept-Encoding");
  const wished = request.acceptsEncodings("br", "gzip", "identity");
  if (wished !== "br" && wished !== "gzip") return body;
  response.setHeader("Content-Encoding", wished);
  if (wished === "gzip") return compressGzip(body);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return compressBrotli(body, { params });
}

function bufferOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === "string")
    return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
  const { buffer, byteOffset, byteLength } = chunk as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}
