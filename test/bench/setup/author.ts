import { db } from "#app/infra/db.server.ts";
import { personId } from "./people.ts";

/** Lets the nth made person write the course, and returns the address where they write its first lesson. */
export async function addAuthor(n: number): Promise<string> {
  const userId = personId(n);
  await db().user.update({ where: { id: userId }, data: { role: "trainer" }, select: { id: true } });
  const course = await db().course.findFirstOrThrow({ select: { id: true, slug: true } });
  await db().courseTrainer.create({ data: { courseId: course.id, userId, role: "author" }, select: { userId: true } });
  const unit = await db().unit.findFirstOrThrow({
    where: { courseId: course.id, kind: "lesson", module: { position: 1 } },
    orderBy: { position: "asc" },
    select: { slug: true },
  });
  return `/teach/${course.slug}/content/${unit.slug}`;
}
