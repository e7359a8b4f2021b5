import { listWatchedWebinars } from "#app/modules/learning/study/linked-activities.server.ts";
import { noteAttendance } from "#app/modules/learning/study/record-linked-activities.server.ts";
import { listUnsynced, markSynced } from "#app/modules/webinars/record-attendance.server.ts";

/**
 * Tells courses how long people were in the webinars that their units lead to. The two modules do not know each other, and an
 * event for each minute of each person would be many; what was not synced yet stands in rows, so downtime loses nothing.
 * Returns how many attendances it told of, at most 500.
 */
export async function syncAttendance(): Promise<number> {
  const watched = await listWatchedWebinars();
  if (watched.length === 0) return 0;
  const unsynced = await listUnsynced(watched);
  for (const { publicId, userId, minutes } of unsynced) {
    await noteAttendance({ webinarNumber: publicId, userId, minutes });
    await markSynced({ publicId, userId, minutes });
  }
  return unsynced.length;
}
