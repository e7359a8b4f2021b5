import { gzipSync } from "node:zlib";

/**
 * A body that no address may take, and the status with which it is refused to somebody who may use the address. Those that
 * were found to harm the process are sent by everybody, their like by a guest and an administrator.
 */
export type BrokenBody = {
  name: string;
  headers: Record<string, string>;
  body: Uint8Array;
  status: number;
  isSentByAll?: true;
};

const crlf = "\r\n";
const multipart = { "Content-Type": "multipart/form-data; boundary=b" };
const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };
const bytes = (text: string) => new TextEncoder().encode(text);

/** A part of a form, as a browser writes it. */
export function partOf(name: string, value: string, { file, type }: { file?: string; type?: string } = {}): string {
  const fileName = file === undefined ? "" : `; filename="${file}"`;
  const typeLine = type === undefined ? "" : `Content-Type: ${type}${crlf}`;
  return `--b${crlf}Content-Disposition: form-data; name="${name}"${fileName}${crlf}${typeLine}${crlf}${value}${crlf}`;
}

/** The fields in which the product takes files. */
const fileFields = ["file", "files", "package"];

/** A whole form with a file in each of them. */
export function formWithFiles(content: string, file = "a"): Uint8Array {
  return bytes(`${fileFields.map((name) => partOf(name, content, { file })).join("")}--b--${crlf}`);
}

const marks = "\u0301\u0323".repeat(5000);

export const brokenBodies: BrokenBody[] = [
  {
    name: "a file that is cut off",
    headers: multipart,
    body: bytes(partOf("x", "A", { file: "a" })),
    status: 400,
    isSentByAll: true,
  },
  {
    name: "each kind of file cut off",
    headers: multipart,
    body: formWithFiles("A".repeat(100_000)).slice(0, 250_000),
    status: 400,
  },
  { name: "text that is cut off", headers: multipart, body: bytes(partOf("title", "Typed").slice(0, -3)), status: 400 },
  { name: "a part without its lines", headers: multipart, body: bytes(`--b${crlf}\u0000${crlf}${crlf}`), status: 400 },
  {
    name: "many broken parts",
    headers: multipart,
    body: bytes(`--b${crlf}:${crlf}${crlf}`.repeat(100)),
    status: 400,
  },
  { name: "no parts", headers: multipart, body: bytes("nothing"), status: 400 },
  { name: "no boundary", headers: { "Content-Type": "multipart/form-data" }, body: bytes("--b--"), status: 400 },
  {
    name: "a boundary of 8,000 characters",
    headers: { "Content-Type": `multipart/form-data; boundary=${"-".repeat(8000)}` },
    body: bytes("-".repeat(300_000)),
    status: 400,
  },
  {
    name: "a character set that nobody knows",
    headers: multipart,
    body: bytes(`${partOf("x", "A", { type: "text/plain; charset=nonsense" })}--b--${crlf}`),
    status: 400,
  },
  {
    name: "marks without end",
    headers: urlencoded,
    body: bytes(`email=a${marks}&body=a${marks}`),
    status: 400,
    isSentByAll: true,
  },
  {
    name: "marks without end in a part",
    headers: multipart,
    body: bytes(`${partOf("title", `a${marks}`)}--b--${crlf}`),
    status: 400,
  },
  {
    name: "half a megabyte of field names",
    headers: urlencoded,
    body: bytes(Array.from({ length: 70_000 }, (_, index) => `f${index}`).join("&")),
    status: 413,
    isSentByAll: true,
  },
  {
    name: "very many empty parts",
    headers: multipart,
    body: bytes(`${partOf("", "").repeat(5200)}--b--${crlf}`),
    status: 413,
  },
  {
    name: "parts of no form",
    headers: multipart,
    body: bytes(`--b${crlf}a:b${crlf}${crlf}${crlf}`.repeat(9000)),
    status: 413,
  },
  { name: "a very long field name", headers: urlencoded, body: bytes(`${"n".repeat(300_000)}=1`), status: 413 },
  {
    name: "JSON",
    headers: { "Content-Type": "application/json" },
    body: bytes('{"intent":"save"}'),
    status: 415,
    isSentByAll: true,
  },
  {
    name: "plain text",
    headers: { "Content-Type": "text/plain" },
    body: bytes("intent=save"),
    status: 415,
    isSentByAll: true,
  },
  { name: "no type", headers: { "Content-Type": "" }, body: bytes("intent=save"), status: 415 },
  {
    name: "a compressed form",
    headers: { ...urlencoded, "Content-Encoding": "gzip" },
    body: gzipSync("intent=save"),
    status: 415,
  },
  {
    name: "a form in another character set",
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-16le" },
    body: bytes("intent=save"),
    status: 415,
  },
];
