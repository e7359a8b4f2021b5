import { buffer } from "node:stream/consumers";
import type { BodyReader } from "#app/http/bodies/body-reader.ts";
import { addField } from "#app/http/bodies/fields.ts";
import { readMultipart } from "#app/http/bodies/multipart.server.ts";
import { plainBody } from "#app/http/bodies/plain.server.ts";

type SmallFile = { name: string; bytes: Uint8Array };

/**
 * Reads a form with a small file in `field`, held in memory: it is bounded by what the address takes as a whole. No file
 * chosen, or an empty one, gives null; other files are passed over.
 */
export function smallFile({ field }: { field: string }): BodyReader<SmallFile | null> {
  return {
    limits: {},
    async read(incoming, use) {
      const { request, encoding, limits, read, takesFiles } = incoming;
      if (encoding !== "multipart") return plainBody.read(incoming, use);
      const files: SmallFile[] = [];
      await readMultipart(request, limits, {
        onField: (name, value) => addField(read, limits, name, value),
        onFile(name, content, fileName) {
          if (!takesFiles || name !== field || fileName === "" || files.length > 0) return null;
          const file: SmallFile = { name: fileName, bytes: new Uint8Array() };
          files.push(file);
          return buffer(content).then((bytes) => void (file.bytes = bytes));
        },
      });
      return use(files.find(({ bytes }) => bytes.length > 0) ?? null);
    },
  };
}
