import accounts from "#app/i18n/locales/en/accounts.json" with { type: "json" };
import admin from "#app/i18n/locales/en/admin.json" with { type: "json" };
import certificates from "#app/i18n/locales/en/certificates.json" with { type: "json" };
import error from "#app/i18n/locales/en/error.json" with { type: "json" };
import forum from "#app/i18n/locales/en/forum.json" with { type: "json" };
import learning from "#app/i18n/locales/en/learning.json" with { type: "json" };
import mail from "#app/i18n/locales/en/mail.json" with { type: "json" };
import notifications from "#app/i18n/locales/en/notifications.json" with { type: "json" };
import roadmaps from "#app/i18n/locales/en/roadmaps.json" with { type: "json" };
import site from "#app/i18n/locales/en/site.json" with { type: "json" };
import ui from "#app/i18n/locales/en/ui.json" with { type: "json" };
import webinars from "#app/i18n/locales/en/webinars.json" with { type: "json" };
import { flatten } from "#app/i18n/flatten.ts";

export default flatten({
  accounts,
  admin,
  certificates,
  error,
  forum,
  learning,
  mail,
  notifications,
  roadmaps,
  site,
  ui,
  webinars,
});
