import type { BodyReader, Incoming } from "#app/http/bodies/body-reader.ts";
import { addField } from "#app/http/bodies/fields.ts";
import { cutOff, tooLarge } from "#app/http/bodies/incoming.ts";
import { readMultipart } from "#app/http/bodies/multipart.server.ts";

/** Reads a form of fields alone. Files among them are passed over. */
export const plainBody: BodyReader<null> = {
  limits: {},
  async read(incoming, use) {
    await readFields(incoming);
    return use(null);
  },
};

async function readFields(incoming: Incoming): Promise<void> {
  const { encoding, request, limits, read } = incoming;
  if (encoding === "urlencoded") return readUrlEncoded(incoming);
  if (encoding === "none") return;
  await readMultipart(request, limits, {
    onField: (name, value) => addField(read, limits, name, value),
    onFile: () => null,
  });
}

/** Reads fields as an address has them after its "?". Throws AppError 400 for what is cut off, 413 for too many fields. */
async function readUrlEncoded({ request, limits, read }: Incoming): Promise<void> {
  const text = await request.text().catch(() => {
    throw cutOff();
  });
  if (countFields(text, limits.fields) > limits.fields) throw tooLarge();
  for (const [name, value] of new URLSearchParams(text)) addField(read, limits, name, value);
}

/** Fields of a form that is not parsed yet, counted to one more than `most`. */
function countFields(text: string, most: number): number {
  let count = 1;
  for (let at = text.indexOf("&"); at !== -1 && count <= most; at = text.indexOf("&", at + 1)) count += 1;
  return count;
}
