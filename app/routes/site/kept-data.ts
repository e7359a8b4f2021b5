import { infraKeptData } from "#app/infra/kept-data.ts";
import type { KeptData } from "#app/lib/kept-data.ts";
import { accountsKeptData } from "#app/modules/accounts/kept-data.ts";
import { certificatesKeptData } from "#app/modules/certificates/kept-data.ts";
import { forumKeptData } from "#app/modules/forum/kept-data.ts";
import { learningKeptData } from "#app/modules/learning/enrolment/kept-data.ts";
import { moderationKeptData } from "#app/modules/moderation/kept-data.ts";
import { notificationsKeptData } from "#app/modules/notifications/kept-data.ts";
import { searchKeptData } from "#app/modules/search/kept-data.ts";
import { webinarsKeptData } from "#app/modules/webinars/kept-data.ts";

/** What is kept about people, why and how long: every module's rows, in the order of the privacy page. */
export const keptData: readonly KeptData[] = [
  ...accountsKeptData,
  ...learningKeptData,
  ...certificatesKeptData,
  ...forumKeptData,
  ...webinarsKeptData,
  ...searchKeptData,
  ...moderationKeptData,
  ...notificationsKeptData,
  ...infraKeptData,
];
