import { sendMail } from "#app/infra/mail.server.ts";
import type { Processors } from "#jobs/processors.ts";

export const mail: Partial<Processors> = {
  "mail.send": ({ key }) => sendMail(key),
};
