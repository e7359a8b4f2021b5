import type { Readable } from "node:stream";
import { AppError } from "#app/infra/app-error.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { UnitAddress } from "./save-draft.server.ts";
import { getUnitToWriteFor } from "./load-texts.server.ts";
import { putCourseFile, type WrittenFile } from "#app/modules/learning/files/course-files.server.ts";

/**
 * Takes a file from the editor of a unit into its course; texts call it "files/<name>". Nothing is read before the rights
 * are known. Throws as `getUnitToWriteFor` and as `putCourseFile`, 400 without a file.
 */
export async function addFile(
  actor: MaybeActor,
  address: UnitAddress,
  { name, content }: { name: string; content: Readable },
): Promise<WrittenFile> {
  try {
    const { access } = await getUnitToWriteFor(actor, address, "");
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (!name || bytes.length === 0) throw new AppError("authoring.editor.error.no_file", 400);
    return await putCourseFile(access, { name, bytes });
  } finally {
    content.resume();
  }
}
