import { recordAudit } from "#app/infra/audit.server.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { assignFreeSeats, lockSeats } from "./assign-seats.server.ts";
import type { entryModes } from "./schemas.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

export type Entry = { mode: (typeof entryModes)[number]; key: string | null; capacity: number | null };

/** How people come into a course. */
export async function getEntry({ course }: Authoring): Promise<Entry> {
  const row = await db().course.findUniqueOrThrow({
    where: { id: course.id },
    select: { enrolmentMode: true, enrolmentKey: true, capacity: true },
  });
  return { mode: row.enrolmentMode, key: row.enrolmentKey, capacity: row.capacity };
}

/**
 * Changes how people come into a course. Who is in stays in, also beyond a smaller capacity; a larger one lets in who
 * waits.
 */
export async function changeEntry(
  { course, actor }: Authoring,
  { mode, key, capacity }: Entry,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    await lockSeats(tx, course.id);
    const data = { enrolmentMode: mode, enrolmentKey: key, capacity };
    await tx.course.update({ where: { id: course.id }, data, select: { id: true } });
    await recordAudit(tx, {
      actorId: actor.id,
      action: "learning.entry.changed",
      subject: `course:${course.id}`,
      data: { mode, capacity, hasKey: key !== null },
    });
    await assignFreeSeats(tx, { courseId: course.id, at });
  });
}
