import { listWatchedWebinars } from "#app/modules/learning/study/linked-activities.server.ts";
import { noteAttendance } from "#app/modules/learning/study/record-linked-activities.server.ts";
import { listUncarried, markCarried } from "#app/modules/webinars/record-attendance.server.ts";

/**
 * Tells courses how long people were in the webinars that their units lead to. The two modules do not know each other, and an
 * event for each minute of each person would be many; what is not carried yet stands in rows, so downtime loses nothing.
 */
export async function carryAttendance(): Promise<void> {
  const watched = await listWatchedWebinars();
  if (watched.length === 0) return;
  for (const { publicId, userId, minutes } of await listUncarried(watched)) {
    await noteAttendance({ webinarNumber: publicId, userId, minutes });
    await markCarried({ publicId, userId, minutes });
  }
}
