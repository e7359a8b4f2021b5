import { db } from "#app/infra/db.server.ts";
import { findSingleton, forgetSingleton, provideSingleton } from "#app/lib/singleton.ts";
import type { Wording } from "#prisma/generated/enums.ts";

/** The Open Roadmap as its tables hold it, texts in all their languages. */
export type StoredOutput = {
  code: string;
  wording: Wording;
  title: unknown;
  activities: StoredActivity[];
};
export type StoredActivity = { code: string; outputCode: string; wording: Wording; title: unknown };

const name = "roadmap";
// The roadmap changes once in years, by another process; whoever writes it here forgets it at once.
const lifetime = 60_000;

type Kept = { outputs: StoredOutput[]; until: number };

/**
 * The whole roadmap, outputs and their activities in order. It is held in memory for a minute, since nearly every page
 * names an activity; an empty one is not held. One SQL statement when it is read, none otherwise.
 */
export async function readRoadmap(at = Date.now()): Promise<StoredOutput[]> {
  const kept = findSingleton<Kept>(name);
  if (kept && at < kept.until) return kept.outputs;
  const outputs = await db().$queryRaw<StoredOutput[]>`
    SELECT o.code, o.wording::text AS wording, o.title, coalesce(a.list, '[]'::jsonb) AS activities
      FROM outputs o
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('code', x.code, 'outputCode', x.output_code, 'wording', x.wording,
                                            'title', x.title) ORDER BY x.position, x.code) AS list
          FROM activities x WHERE x.output_code = o.code
      ) a ON true
     ORDER BY o.position, o.code`;
  if (outputs.length > 0) provideSingleton<Kept>(name, { outputs, until: at + lifetime });
  return outputs;
}

/** Makes the next reader look at the tables again. Whoever writes the roadmap calls it. */
export function forgetRoadmap(): void {
  forgetSingleton(name);
}
