import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFile, isRefusal } from "#app/modules/learning/files/check-file.ts";
import { freeName, safeFileName } from "#app/modules/learning/files/file-name.ts";
import { courseFileLimits } from "#app/modules/learning/files/limits.ts";
import { sniffType } from "#app/lib/file-types/sniff.ts";
import { makePng } from "#test/factories/course-files.ts";
import { zip } from "#test/helpers/zip.ts";

const makeZip = (entries: [string, string][]) => zip(entries.map(([name, data]) => ({ name, data, stored: true })));
const bytesOf = (text: string) => Buffer.from(text, "latin1");
const extension = (bytes: Buffer, name = "x") => sniffType(bytes, name)?.extension ?? null;

describe("a file is what its content says", () => {
  it.each([
    ["png", makePng()],
    ["jpg", bytesOf("\xff\xd8\xff\xe0\0\x10JFIF\0")],
    ["gif", bytesOf("GIF89a\x01\0\x01\0")],
    ["webp", bytesOf("RIFF\x1a\0\0\0WEBPVP8 ")],
    ["avif", bytesOf("\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf")],
    ["mp4", bytesOf("\0\0\0\x18ftypmp42\0\0\0\0mp42isom")],
    ["mp3", bytesOf("ID3\x04\0\0\0")],
    ["mp3", bytesOf("\xff\xfb\x90\x00")],
    ["pdf", bytesOf("%PDF-1.7\n")],
    [
      "odt",
      makeZip([
        ["mimetype", "application/vnd.oasis.opendocument.text"],
        ["content.xml", "<a/>"],
      ]),
    ],
    [
      "docx",
      makeZip([
        ["[Content_Types].xml", "<a/>"],
        ["word/document.xml", "<a/>"],
      ]),
    ],
    [
      "xlsx",
      makeZip([
        ["[Content_Types].xml", "<a/>"],
        ["xl/workbook.xml", "<a/>"],
      ]),
    ],
    [
      "pptx",
      makeZip([
        ["[Content_Types].xml", "<a/>"],
        ["ppt/presentation.xml", "<a/>"],
      ]),
    ],
  ])("%s, whatever its name", (expected, bytes) => {
    expect(extension(bytes, "wrong.exe")).toBe(expected);
  });

  it("texts by their names", () => {
    expect(extension(Buffer.from("nom;pays\nAwa;Sénégal"), "people.CSV")).toBe("csv");
    expect(extension(Buffer.from("ملاحظة"), "note.txt")).toBe("txt");
  });

  it.each([
    ["a page", bytesOf("<html><script>alert(1)</script>"), "a.html"],
    ["a program", bytesOf("MZ\x90\0"), "a.png"],
    ["a zip", makeZip([["a.txt", "a"]]), "a.docx"],
    [
      "macros",
      makeZip([
        ["[Content_Types].xml", ""],
        ["word/vbaProject.bin", "x"],
      ]),
      "a.docx",
    ],
    ["a binary text", bytesOf("a\0b"), "a.txt"],
    ["a text that is not UTF-8", bytesOf("caf\xe9"), "a.csv"],
    ["another medium", bytesOf("\0\0\0\x18ftypheic\0\0\0\0heicmif1"), "a.mp4"],
  ])("refuses %s", (_what, bytes, name) => {
    expect(checkFile({ name, bytes })).toMatchObject({ code: "courses.file.unknown_type", values: { name } });
  });

  it("refuses drawings with scripts, empty, broken, too large and too wide files", () => {
    const code = (name: string, bytes: Buffer) => {
      const checked = checkFile({ name, bytes });
      return isRefusal(checked) ? checked.code : checked.type;
    };
    expect(code("a.svg", Buffer.from('<?xml version="1.0"?><svg xmlns="x"><script/></svg>'))).toBe("courses.file.svg");
    expect(code("a.png", Buffer.alloc(0))).toBe("courses.file.empty");
    expect(code("a.png", makePng().subarray(0, 12))).toBe("courses.file.broken_picture");
    expect(code("a.png", makePng({ width: courseFileLimits.pixels + 1, height: 1 }))).toBe(
      "courses.file.too_many_pixels",
    );
    const large = Buffer.concat([makePng(), Buffer.alloc(courseFileLimits.bytes.picture)]);
    expect(code("a.png", large)).toBe("courses.file.too_large");
    expect(code("a.png", makePng())).toBe("image/png");
  });

  it("measures pictures", () => {
    expect(checkFile({ name: "Été.PNG", bytes: makePng({ width: 7, height: 9 }) })).toMatchObject({
      name: "ete.png",
      width: 7,
      height: 9,
      type: "image/png",
    });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.string(),
        fc.constantFrom("", "PK\x03\x04", "RIFF....WEBP", "\xff\xd8\xff", "....ftypavif", "\x89PNG\r\n\x1a\n"),
        (bytes, name, start) => {
          checkFile({ name, bytes: Buffer.concat([bytesOf(start), bytes]) });
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("names", () => {
  it.each([
    ["Carte d’Œuvres (2).jpeg", "jpg", "carte-d-oeuvres-2.jpg"],
    ["../../etc/passwd", "txt", "passwd.txt"],
    ["C:\\x\\Été.png", "png", "ete.png"],
    ["خريطة.png", "png", "file.png"],
    ["خريطة-2.png", "png", "2.png"],
    [".htaccess", "txt", "file.txt"],
  ])("%s", (name, ending, expected) => {
    expect(safeFileName(name, ending)).toBe(expected);
    expect(safeFileName(expected, ending)).toBe(expected);
  });

  it("are safe in an address and a storage key whatever comes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        expect(safeFileName(name, "png")).toMatch(/^[a-z0-9][a-z0-9-]{0,75}\.png$/);
      }),
    );
  });

  it("make room for one another", () => {
    const taken = new Set(["a.png", "a-2.png"]);
    expect(freeName("a.png", (name) => taken.has(name))).toBe("a-3.png");
    expect(freeName("b.png", (name) => taken.has(name))).toBe("b.png");
  });
});
