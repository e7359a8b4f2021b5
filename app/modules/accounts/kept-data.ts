import type { KeptData } from "#app/lib/kept-data.ts";
import { sanctionDays } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import { strayMinutes } from "#app/modules/accounts/pictures/limits.ts";

/** Days after the last visit until a browser has to sign in again. */
export const sessionDays = 30;
/** Days for which a link of a mail is kept after its end, so that we can say that it has ended. */
export const endedLinkDays = 30;
/** How long a saved form waits for its person to sign in, in seconds. */
export const savedFormSeconds = 60 * 60;

/** Days after joining until an account ends whose address was never confirmed, once nobody is signed in to it. */
export const unconfirmedDays = 180;

export const accountsKeptData: readonly KeptData[] = [
  { name: "account", models: ["User"], endedBy: "account" },
  {
    name: "picture",
    models: ["FaceFile"],
    endedBy: { sweep: "accounts.cleanup_pictures" },
    values: { minutes: strayMinutes },
  },
  {
    name: "unconfirmed",
    models: [],
    endedBy: { sweep: "accounts.end_unconfirmed" },
    values: { days: unconfirmedDays },
  },
  {
    name: "sessions",
    models: ["Session"],
    endedBy: { sweep: "accounts.cleanup_sessions" },
    values: { days: sessionDays },
  },
  {
    name: "links",
    models: ["AccessToken"],
    endedBy: { sweep: "accounts.cleanup_forms" },
    values: { days: endedLinkDays },
  },
  {
    name: "sanctions",
    models: ["Sanction"],
    endedBy: { sweep: "accounts.cleanup_sanctions" },
    values: { days: sanctionDays },
  },
  { name: "blocks", models: ["PersonBlock"], endedBy: "account" },
  {
    name: "forms",
    models: ["SavedForm"],
    endedBy: { sweep: "accounts.cleanup_forms" },
    values: { minutes: savedFormSeconds / 60 },
  },
];
