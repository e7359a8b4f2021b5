import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const worthwhile = 1024;
// A page shrinks by a seventh more than with gzip, in a quarter of a millisecond; higher ones cost more than they bring.
const quality = 5;
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
  const encoding = encodingFor(request);
  if (encoding === "identity") return body;
  response.setHeader("Content-Encoding", encoding);
  if (encoding === "gzip") return compressGzip(body);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return compressBrotli(body, { params });
}

/** Brotli wherever it is understood: browsers name it last, without meaning anything by it. */
export function encodingFor(request: Request): "br" | "gzip" | "identity" {
  if (request.acceptsEncodings("br")) return "br";
  return request.acceptsEncodings("gzip") ? "gzip" : "identity";
}

function bufferOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === "string")
    return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
  const { buffer, byteOffset, byteLength } = chunk as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}
