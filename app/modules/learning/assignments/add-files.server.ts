import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AppError, notFound, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { deleteFile, openFile, putFile } from "#app/infra/storage.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { sniffType } from "#app/lib/file-types/sniff.ts";
import { fileSight } from "./submission-policy.ts";
import { withDraft, takeDraft } from "./save-draft.server.ts";
import type { AssignmentAddress } from "./find-submission.server.ts";

/** A file that has come and lies in a temporary place. */
export type IncomingFile = { name: string; path: string; bytes: number; isTooLarge: boolean };

/**
 * Adds files to the actor's draft, all of them or none. What a file is decides its content; its name is kept in whatever
 * script, without folders and control characters. Throws 400 "assignments.error.file_…" for what is not taken, and as
 * `withDraft`.
 */
export async function addFiles(
  actor: MaybeActor,
  address: AssignmentAddress,
  incoming: readonly IncomingFile[],
  { at = new Date() } = {},
): Promise<void> {
  if (incoming.length === 0) return;
  const kept: string[] = [];
  try {
    await withDraft(actor, address, at, async (tx, desk) => {
      const { form, maxFiles, maxBytes } = desk.settings;
      if (form === "text") throw refusedFile("assignments.error.file_none", {});
      const draft = await takeDraft(tx, desk, desk.actor.language);
      if (draft.files + incoming.length > maxFiles) throw refusedFile("assignments.error.file_many", { max: maxFiles });
      for (const file of incoming) {
        const name = fileName(file.name);
        const max = maxBytes / 1024 / 1024;
        if (file.isTooLarge || file.bytes > maxBytes) throw refusedFile("assignments.error.file_large", { name, max });
        if (file.bytes === 0) throw refusedFile("assignments.error.file_empty", { name });
        const bytes = await readFile(file.path);
        const found = sniffType(bytes, name);
        if (!found) throw refusedFile("assignments.error.file_type", { name });
        // The key says nothing of the person or the name.
        const storageKey = `submissions/${desk.unit.id}/${randomUUID()}.${found.extension}`;
        await putFile(storageKey, bytes);
        kept.push(storageKey);
        const data = { submissionId: draft.id, storageKey, name: withEnding(name, found.extension) };
        await tx.submissionFile.create({
          data: { ...data, type: found.type, bytes: bytes.length, createdAt: at },
          select: { id: true },
        });
      }
    });
  } catch (error) {
    for (const key of kept) await deleteFile(key);
    throw error;
  }
}

function refusedFile(code: MessageKey, values: Record<string, string | number>): AppError {
  return fieldError("files", code, values);
}

/** A name as it may be kept and shown: letters of any script, no folder, nothing that hides or turns it around. */
export function fileName(given: string): string {
  const last = normalize(given).split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|?*:]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return Array.from(clean.replace(/^\.+/, "")).slice(0, 120).join("") || "file";
}

function withEnding(name: string, extension: string): string {
  const ending = /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  return ending === extension || (ending === "jpeg" && extension === "jpg") ? name : `${name}.${extension}`;
}

/** Takes a file out of the actor's draft. Throws 404 for any other file. */
export async function removeFile(
  actor: MaybeActor,
  address: AssignmentAddress,
  fileId: string,
  { at = new Date() } = {},
): Promise<void> {
  const key = await withDraft(actor, address, at, async (tx, { draft }) => {
    const where = { id: fileId, submissionId: draft?.id ?? "00000000-0000-4000-8000-000000000000" };
    const file = await tx.submissionFile.findFirst({ where, select: { id: true, storageKey: true } });
    if (!file) throw notFound();
    await tx.submissionFile.delete({ where: { id: file.id }, select: { id: true } });
    return file.storageKey;
  });
  await deleteFile(key);
}

export type OpenedSubmissionFile = {
  name: string;
  type: string;
  bytes: number;
  tag: string;
  open: () => Promise<Readable>;
};

/**
 * A file of a submission for its author, their team, the course's staff (cohort trainers for their cohorts), and whoever
 * reviews it; an anonymous reviewer gets it under a name that tells nothing. One SQL statement. Throws 401 for a guest,
 * 410 for a reviewer while it is out of sight, 404 for anybody and anything else.
 */
export async function openSubmissionFile(
  maybe: MaybeActor,
  address: AssignmentAddress,
  fileId: string,
): Promise<OpenedSubmissionFile> {
  const actor = requireActive(maybe);
  if (!isUuid(fileId)) throw notFound();
  const [row] = await db().$queryRaw<FileRow[]>`
    SELECT f.name, f.type, f.bytes, f.storage_key AS "storageKey", coalesce(a.is_anonymous, true) AS "isAnonymous",
           (SELECT count(*)::int FROM submission_files g WHERE g.submission_id = f.submission_id AND g.id <= f.id) AS position,
           s.user_id = ${actor.id}::uuid OR EXISTS (
             SELECT 1 FROM team_members m WHERE m.team_id = s.team_id AND m.user_id = ${actor.id}::uuid) AS "isOwn",
           EXISTS (SELECT 1 FROM course_trainers t WHERE t.course_id = c.id AND t.user_id = ${actor.id}::uuid)
             OR EXISTS (SELECT 1 FROM cohorts h JOIN cohort_members m ON m.cohort_id = h.id AND m.user_id = s.user_id
                         WHERE h.course_id = c.id AND h.trainer_id = ${actor.id}::uuid) AS "isStaff",
           EXISTS (SELECT 1 FROM peer_reviews r WHERE r.submission_id = s.id AND r.reviewer_id = ${actor.id}::uuid
                      AND r.state IN ('begun', 'submitted')) AS "isReviewer",
           EXISTS (SELECT 1 FROM peer_reviews r WHERE r.submission_id = s.id) AS "isReviewed", s.sight = 'visible' AS "isInSight",
           s.sight = 'purged' AS "isPurged", s.state::text AS state
      FROM submission_files f
      JOIN submissions s ON s.id = f.submission_id
      JOIN units u ON u.id = s.unit_id
      JOIN courses c ON c.id = u.course_id
      LEFT JOIN assignments a ON a.unit_id = u.id
     WHERE f.id = ${fileId}::uuid AND c.slug = ${address.courseSlug} AND u.slug = ${address.unitSlug}`;
  if (!row) throw notFound();
  const sight = fileSight(actor, row);
  if (!sight) throw notFound();
  if (sight === "gone" || row.isPurged) throw new AppError("assignments.error.work_gone", 410);
  const { storageKey, type, bytes } = row;
  return {
    type,
    bytes,
    name: sight === "nameless" ? anonymousName(row.position, row.name) : row.name,
    tag: createHash("sha256").update(storageKey).digest("hex").slice(0, 32),
    open: async () => (await openFile(storageKey)).stream,
  };
}

type FileRow = {
  name: string;
  type: string;
  bytes: number;
  storageKey: string;
  isAnonymous: boolean;
  position: number;
  isOwn: boolean;
  isStaff: boolean;
  isReviewer: boolean;
  isReviewed: boolean;
  isInSight: boolean;
  isPurged: boolean;
  state: string;
};

/** "file-2.pdf": what a reviewer sees instead of a name that may hold the author's. */
export function anonymousName(position: number, name: string): string {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase();
  return ending ? `file-${position}.${ending}` : `file-${position}`;
}
