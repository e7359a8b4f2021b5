import { db } from "#app/infra/db.server.ts";
import { seedCourse } from "#prisma/seed/course.ts";
import { seedDemo } from "#prisma/seed/demo.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { seedSpaces } from "#prisma/seed/spaces.ts";

/**
 * Fills an empty database: the Open Roadmap, its spaces and the course, and with `demo` people and conversations to try
 * the product with. Running it again brings the content up to date and writes no demo twice.
 */
export async function seed({ demo, log }: { demo: boolean; log: (line: string) => void }): Promise<void> {
  log("the Open Roadmap");
  await seedRoadmap(db());
  log("the forum's spaces");
  await seedSpaces();
  log("the course “From Open Roadmap to national roadmap”");
  await seedCourse();
  if (!demo) return;
  log("demo people and conversations");
  await seedDemo();
}
