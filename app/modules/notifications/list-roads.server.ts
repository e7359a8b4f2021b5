import { listCourseActivities } from "#app/modules/learning/courses/list-course-activities.server.ts";
import type { NotificationRow } from "#app/modules/notifications/list-notifications.server.ts";
import { listWebinarActivities } from "#app/modules/webinars/list-webinar-activities.server.ts";

/** More activities than these are named by their outputs. */
const namedActivities = 4;

/**
 * The road that each notification stands on, as codes of activities or outputs, by its id: a topic's by its space, a
 * webinar's and a course's by where the notification leads. Two SQL statements, however many notifications there are.
 */
export async function listRoadsOf(
  rows: readonly Pick<NotificationRow, "id" | "data" | "path">[],
): Promise<Map<string, string[]>> {
  const places = rows.map((row) => ({ id: row.id, ...placeOf(row) }));
  const [courses, webinars] = await Promise.all([
    listCourseActivities([...new Set(places.flatMap(({ course }) => course ?? []))]),
    listWebinarActivities([...new Set(places.flatMap(({ webinar }) => webinar ?? []))]),
  ]);
  const codesOf = ({ space, course, webinar }: (typeof places)[number]) => {
    if (space) return [space];
    return (webinar ? webinars.get(webinar) : course ? courses.get(course) : null) ?? [];
  };
  return new Map(places.map((place) => [place.id, shortened(codesOf(place))]));
}

function shortened(codes: string[]): string[] {
  return codes.length > namedActivities ? [...new Set(codes.map((code) => code.split(".")[0]!))] : codes;
}

/** What a notification is about, read from what it knows and where it leads. */
function placeOf({ data, path }: Pick<NotificationRow, "data" | "path">) {
  // Spaces that belong to no activity have a word for a code.
  const space = data.space && /^\d\.\d$/.test(data.space) ? data.space : null;
  const [, area, name] = path.split(/[/?#]/);
  const webinar = area === "webinars" && /^\d{1,9}$/.test(name ?? "") ? Number(name) : null;
  return { space, webinar, course: name && (area === "courses" || area === "teach") ? name : null };
}
