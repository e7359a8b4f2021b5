import { sendMail } from "#app/infra/mail-sending.server.ts";

/** A worker that sends one mail, until it is killed. */
await sendMail(process.argv[2]!, { leaseMilliseconds: Number(process.argv[3]) });
