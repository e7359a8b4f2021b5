import accounts from "#app/i18n/locales/fr/accounts.json" with { type: "json" };
import admin from "#app/i18n/locales/fr/admin.json" with { type: "json" };
import certificates from "#app/i18n/locales/fr/certificates.json" with { type: "json" };
import error from "#app/i18n/locales/fr/error.json" with { type: "json" };
import forum from "#app/i18n/locales/fr/forum.json" with { type: "json" };
import learning from "#app/i18n/locales/fr/learning.json" with { type: "json" };
import mail from "#app/i18n/locales/fr/mail.json" with { type: "json" };
import notifications from "#app/i18n/locales/fr/notifications.json" with { type: "json" };
import roadmaps from "#app/i18n/locales/fr/roadmaps.json" with { type: "json" };
import site from "#app/i18n/locales/fr/site.json" with { type: "json" };
import ui from "#app/i18n/locales/fr/ui.json" with { type: "json" };
import webinars from "#app/i18n/locales/fr/webinars.json" with { type: "json" };
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
