import { sendMail } from "#app/infra/mail-sending.server.ts";
import type { Processors } from "#app/jobs.ts";

export const mail = {
  "mail.send": ({ key }) => sendMail(key),
} satisfies Partial<Processors>;
