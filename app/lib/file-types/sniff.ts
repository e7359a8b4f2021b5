import { isUtf8 } from "node:buffer";
import { namesInZip } from "./zip-names.ts";

type FileFamily = "picture" | "document" | "media" | "text";
export type FileType = { type: string; extension: string; family: FileFamily };

const known = {
  png: { type: "image/png", extension: "png", family: "picture" },
  jpeg: { type: "image/jpeg", extension: "jpg", family: "picture" },
  gif: { type: "image/gif", extension: "gif", family: "picture" },
  webp: { type: "image/webp", extension: "webp", family: "picture" },
  avif: { type: "image/avif", extension: "avif", family: "picture" },
  pdf: { type: "application/pdf", extension: "pdf", family: "document" },
  mp3: { type: "audio/mpeg", extension: "mp3", family: "media" },
  mp4: { type: "video/mp4", extension: "mp4", family: "media" },
  csv: { type: "text/csv; charset=utf-8", extension: "csv", family: "text" },
  txt: { type: "text/plain; charset=utf-8", extension: "txt", family: "text" },
} as const satisfies Record<string, FileType>;

const office = "application/vnd.openxmlformats-officedocument";
/** Folder inside an Office file -> what the file is. */
const officeFolders: Record<string, FileType> = {
  "word/": { type: `${office}.wordprocessingml.document`, extension: "docx", family: "document" },
  "xl/": { type: `${office}.spreadsheetml.sheet`, extension: "xlsx", family: "document" },
  "ppt/": { type: `${office}.presentationml.presentation`, extension: "pptx", family: "document" },
};
const openDocuments: Record<string, string> = { text: "odt", spreadsheet: "ods", presentation: "odp" };

/**
 * What a file is by its content; its name only parts tables from other texts. Null for anything that nobody may bring
 * here: programs, pages, Office files with macros, SVG (`isSvg` tells it apart), unknown things. Throws nothing.
 */
export function sniffType(bytes: Buffer, name: string): FileType | null {
  const starts = (signature: string, at = 0) =>
    bytes.subarray(at, at + signature.length).toString("latin1") === signature;
  if (starts("\x89PNG\r\n\x1a\n")) return known.png;
  if (starts("\xff\xd8\xff")) return known.jpeg;
  if (starts("GIF87a") || starts("GIF89a")) return known.gif;
  if (starts("RIFF") && starts("WEBP", 8)) return known.webp;
  if (starts("%PDF-")) return known.pdf;
  if (starts("ftyp", 4)) return brandType(bytes);
  if (starts("PK\x03\x04")) return packedType(bytes);
  if (starts("ID3") || isMpegAudio(bytes)) return known.mp3;
  return textType(bytes, name);
}

/** Whether a file that is no picture of the known types is an SVG drawing, which may hold scripts. */
export function isSvg(bytes: Buffer): boolean {
  return /<svg[\s/>]/i.test(bytes.subarray(0, 4096).toString("latin1").replaceAll("\0", ""));
}

/** ISO media files name their brands in the first box: the major one, a version, then all that they agree with. */
function brandType(bytes: Buffer): FileType | null {
  const box = bytes.subarray(8, Math.min(bytes.length, Math.max(16, bytes.readUInt32BE(0)), 200)).toString("latin1");
  if (/avif|avis/.test(box)) return known.avif;
  return /isom|iso[2-9]|mp4[12]|avc1|M4[AV] |dash/.test(box) ? known.mp4 : null;
}

/** A frame of layer III: eleven bits of sync, then the layer; the rate and the bit rate are not the forbidden ones. */
function isMpegAudio(bytes: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const isSync = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return isSync && third >> 4 !== 0xf && (third & 0x0c) !== 0x0c;
}

function packedType(bytes: Buffer): FileType | null {
  if (bytes.length < 38) return null;
  // The format wants this to be the first entry, and not packed.
  const first = bytes.subarray(30, 38 + Math.min(100, bytes.readUInt32LE(18))).toString("latin1");
  const kind = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)$/.exec(first)?.[1];
  if (kind) {
    const type = `application/vnd.oasis.opendocument.${kind}`;
    return { type, extension: openDocuments[kind] ?? "", family: "document" };
  }
  const names = namesInZip(bytes);
  if (!names.includes("[Content_Types].xml") || names.some((one) => /vbaProject/i.test(one))) return null;
  const folder = Object.keys(officeFolders).find((one) => names.some((name) => name.startsWith(one)));
  return folder ? (officeFolders[folder] ?? null) : null;
}

/** Only what is named as a text is one: a page, a script or a program's source is not taken by that door. */
function textType(bytes: Buffer, name: string): FileType | null {
  const ending = /\.(csv|txt)$/i.exec(name)?.[1]?.toLowerCase();
  if (!ending || !isUtf8(bytes) || bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)))
    return null;
  return ending === "csv" ? known.csv : known.txt;
}
