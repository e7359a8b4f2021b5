import { closeDb } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { rebuildIndex } from "#app/modules/search/indexing/rebuild.server.ts";

/** `npm run search:rebuild`: makes the index of the search anew and says how far it is. Interrupted, it goes on where it was. */
export async function main(): Promise<void> {
  try {
    await rebuildIndex(({ kind, looked, changed }) => console.log(`${kind}: ${looked} looked at, ${changed} written`));
    console.log("The index is made anew.");
  } finally {
    await closeQueue();
    await closeDb();
  }
}
