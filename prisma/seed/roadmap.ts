import data from "#prisma/seed/open-roadmap.json" with { type: "json" };
import type { Db } from "#app/infra/db.server.ts";
import { forgetRoadmap } from "#app/modules/roadmaps/read-roadmap.server.ts";

/**
 * Writes the Open Roadmap (2019, Resolution 7.CP 13) or brings it up to the file: outputs, activities and their wording.
 * Codes are stable, so whatever hangs on an activity stays.
 */
export async function seedRoadmap(db: Db): Promise<void> {
  for (const [index, { code, wording, title, short, activities }] of data.outputs.entries()) {
    const output = { position: index + 1, wording: wording as "official", title: { en: title }, short };
    await db.output.upsert({ where: { code }, create: { code, ...output }, update: output, select: { code: true } });
    for (const [position, activity] of activities.entries()) {
      const row = {
        outputCode: code,
        position: position + 1,
        wording: activity.wording as "official" | "provisional" | "unknown",
        title: activity.title ? { en: activity.title } : {},
      };
      const where = { code: activity.code };
      await db.activity.upsert({ where, create: { ...where, ...row }, update: row, select: { code: true } });
    }
  }
  forgetRoadmap();
}
