import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { listCourses } from "#app/modules/learning/courses/list-courses.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { nextDigestAt } from "#app/modules/notifications/digest-time.ts";
import { notify } from "#app/modules/notifications/notify.server.ts";
import { subscribe } from "./switch-subscription.server.ts";

type Wish = { userId: string; digest: "daily" | "weekly" | "never" };

/**
 * Job: sets up what a new person gets by mail as they chose when they joined (a digest on Mondays at eight by their own
 * clock), and shows them where to begin. Twice is once.
 */
export async function welcome({ userId, digest }: Wish, { at = new Date() } = {}): Promise<void> {
  const select = { id: true, name: true, language: true, zone: true, createdAt: true } as const;
  const person = await db().user.findUnique({ where: { id: userId }, select });
  if (!person) return;
  const { courses } = await listCourses(person.language, { limit: 1 });
  const course = courses[0];
  await transaction(async (tx) => {
    await notify(
      tx,
      {
        userId,
        kind: "welcome",
        groupKey: "welcome",
        event: "welcome",
        by: null,
        data: { title: course?.title.text ?? "" },
        path: course ? coursePath(course.slug) : "/courses",
      },
      { at },
    );
    await subscribe(tx, userId, { at, off: digest === "never" ? ["digest"] : [] });
    const rhythm = { frequency: digest, weekday: 1, hour: 8 };
    const nextDueAt = nextDigestAt(rhythm, person.zone, at);
    const data = { userId, ...rhythm, coveredUntil: person.createdAt, nextDueAt };
    await tx.digestSetting.createMany({ data: [data], skipDuplicates: true });
  });
}
