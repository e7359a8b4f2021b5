import { statfs } from "node:fs/promises";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { queueHealth } from "#app/infra/queue.server.ts";

export type SiteState = {
  /** Jobs that used up their attempts; null when the queue does not answer. */
  failedJobs: number | null;
  /** Mails that were given up since the moment asked for. */
  failedMails: number;
  /** Bytes where files are kept; null when the system does not say. */
  disk: { free: number; total: number } | null;
};

/** How the machinery stands, for administrators. One SQL statement besides what the queue asks. */
export async function readSiteState({ since }: { since: Date }): Promise<SiteState> {
  const [failedJobs, failedMails, disk] = await Promise.all([
    queueHealth().then(
      ({ dead }) => dead,
      () => null,
    ),
    db().outgoingMail.count({ where: { state: "failed", createdAt: { gte: since } } }),
    statfs(env().DATA_DIR).then(
      ({ bavail, blocks, bsize }) => ({ free: bavail * bsize, total: blocks * bsize }),
      () => null,
    ),
  ]);
  return { failedJobs, failedMails, disk };
}
