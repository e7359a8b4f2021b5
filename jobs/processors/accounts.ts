import { disconnectSessions } from "#app/infra/realtime.server.ts";
import { mailConfirmation } from "#app/modules/accounts/confirm-email.server.ts";
import { preparePicture } from "#app/modules/accounts/pictures/prepare-picture.server.ts";
import { mailPasswordReset } from "#app/modules/accounts/reset-password.server.ts";
import type { Processors } from "#app/jobs.ts";

export const accounts = {
  "accounts.mail_confirmation": mailConfirmation,
  "accounts.mail_password_reset": mailPasswordReset,
  "accounts.prepare_picture": preparePicture,
  "accounts.push_sign_out": ({ sessionIds }) => disconnectSessions(sessionIds),
} satisfies Partial<Processors>;
