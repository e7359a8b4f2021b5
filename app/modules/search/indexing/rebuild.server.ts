import { db } from "#app/infra/db.server.ts";
import { type SearchKind, searchKinds } from "#app/modules/search/kinds/names.ts";
import { stepOf } from "./index-missed.server.ts";

const nameOf = (kind: SearchKind) => `rebuild ${kind}`;

/**
 * Makes every index entry again, kind by kind, while people go on searching and writing. `tell` is told how far it is after each step. What
 * was interrupted goes on where it was.
 */
export async function rebuildIndex(
  tell: (progress: { kind: SearchKind; looked: number; changed: number }) => void,
): Promise<void> {
  for (const kind of searchKinds) {
    const name = nameOf(kind);
    const pass = await db().searchPass.findUnique({ where: { kind: name }, select: { endedAt: true } });
    if (pass?.endedAt) continue;
    const sum = { kind, looked: 0, changed: 0 };
    for (let isEnd = false; !isEnd;) {
      const step = await stepOf(kind, { anew: true, name });
      isEnd = step.isEnd;
      sum.looked += step.looked;
      sum.changed += step.changed;
      tell(sum);
    }
  }
  await db().searchPass.deleteMany({ where: { kind: { in: searchKinds.map(nameOf) } } });
}
