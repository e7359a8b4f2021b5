import { appendFileSync } from "node:fs";
import path from "node:path";
import { env } from "#app/infra/env.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { dispatchEvent } from "#jobs/dispatch.ts";
import { runWorkerProcess } from "#jobs/process.ts";

/**
 * The worker process with shorter locks and leases, so that the test need not wait long, and with one stand-in: an imported
 * course makes a mail, so that a test can count effects. Every run of the stand-in leaves a line, to tell how often jobs
 * were repeated.
 */
async function mailImported({ importRunId }: { importRunId: string }): Promise<void> {
  appendFileSync(path.join(env().DATA_DIR, "runs.txt"), `${importRunId}\n`);
  await transaction((tx) =>
    queueMail(tx, {
      key: `kill:${importRunId}`,
      userId: null,
      recipient: "somebody@example.org",
      subject: `Import ${importRunId}`,
      text: "Done.",
      html: "<p>Done.</p>",
    }),
  );
}

await runWorkerProcess({
  lockMilliseconds: 2000,
  checkMilliseconds: 1000,
  processors: {
    "infra.dispatch_event": ({ eventId }) => dispatchEvent(eventId, { leaseSeconds: 2 }),
    "learning.import_course": mailImported,
    "mail.send": ({ key }) => sendMail(key, { leaseMilliseconds: 2000 }),
  },
});
