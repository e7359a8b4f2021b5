import { Readable } from "node:stream";
import busboy from "busboy";
import { cutOff, tooLarge } from "#app/http/bodies/incoming.ts";
import { longestFileName, type BodyLimits } from "#app/http/bodies/limits.ts";
import { normalize } from "#app/lib/combining-marks.ts";

type Parts = {
  onField: (name: string | undefined, value: string | undefined) => void;
  /** What is to be done with a file; none: it is passed over. It is read to its end or the form fails. */
  onFile: (name: string | undefined, content: Readable, fileName: string) => Promise<void> | null;
};

/**
 * Reads a multipart form and hands out its parts as they come. When it returns or throws, everything that `onFile` began
 * has ended. Throws AppError 400 for what is cut off or broken, 413 for more parts than the address takes, and what the
 * callbacks throw. What is left of a refused body is not read here; the connection is not cut either.
 */
export async function readMultipart(
  request: Request,
  limits: BodyLimits & { file?: number },
  { onField, onFile }: Parts,
): Promise<void> {
  const parser = openParser(request, limits);
  if (!request.body) throw cutOff();
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const files: Promise<void>[] = [];
  let refusal: { error: unknown } | null = null;
  const refuse = (error: unknown) => {
    refusal ??= { error };
    body.unpipe(parser);
    parser.destroy();
  };
  const attempt = (step: () => void) => {
    try {
      // The parser finishes the piece that it holds, also after it was ended.
      if (!refusal) step();
    } catch (error) {
      refuse(error);
    }
  };
  // "on", not "once": each of them may complain again, and a complaint that nobody hears ends the process.
  body.on("error", () => refuse(cutOff()));
  parser.on("error", () => refuse(cutOff()));
  parser.on("field", (name, value, { valueTruncated }) =>
    attempt(() => {
      if (valueTruncated) throw tooLarge();
      onField(name as string | undefined, value as string | undefined);
    }),
  );
  parser.on("file", (name, content, { filename }) => {
    // Whoever reads the file hears of it too, and when the form broke off so does the parser.
    content.on("error", () => undefined);
    attempt(() => {
      const work = onFile(name as string | undefined, content, fileNameOf(filename));
      if (work) files.push(work.catch(refuse));
      else content.resume();
    });
    if (refusal) content.resume();
  });
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) parser.on(limit, () => refuse(tooLarge()));
  await new Promise<void>((resolve) => {
    parser.on("close", resolve);
    body.pipe(parser);
  });
  await Promise.all(files);
  if (refusal) throw (refusal as { error: unknown }).error;
}

// RFC 2046 allows 70 characters. Looking for a boundary takes time with its length, which a header leaves open.
const longestBoundary = 70;

function openParser(request: Request, limits: BodyLimits & { file?: number }): busboy.Busboy {
  const type = request.headers.get("content-type") ?? "";
  const [, quoted, plain] = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(type) ?? [];
  const boundary = quoted ?? plain ?? "";
  if (boundary === "" || boundary.length > longestBoundary) throw cutOff();
  try {
    return busboy({
      headers: { "content-type": type },
      limits: {
        fields: limits.fields,
        files: limits.files,
        parts: limits.fields + limits.files + 1,
        // In bytes, of which UTF-8 needs three for some characters.
        fieldSize: limits.text * 3 + 1,
        ...(limits.file === undefined ? {} : { fileSize: limits.file + 1 }),
      },
      defParamCharset: "utf8",
    });
  } catch {
    throw cutOff();
  }
}

/** "" where no file was chosen. The end of a long name stays: it says what kind of file it is. */
function fileNameOf(given: string | undefined): string {
  const clean = (given ?? "").replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\uFFFD");
  return normalize(clean.slice(-longestFileName));
}
