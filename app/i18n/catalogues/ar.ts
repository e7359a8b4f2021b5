import accounts from "#app/i18n/locales/ar/accounts.json" with { type: "json" };
import admin from "#app/i18n/locales/ar/admin.json" with { type: "json" };
import certificates from "#app/i18n/locales/ar/certificates.json" with { type: "json" };
import error from "#app/i18n/locales/ar/error.json" with { type: "json" };
import forum from "#app/i18n/locales/ar/forum.json" with { type: "json" };
import learning from "#app/i18n/locales/ar/learning.json" with { type: "json" };
import mail from "#app/i18n/locales/ar/mail.json" with { type: "json" };
import notifications from "#app/i18n/locales/ar/notifications.json" with { type: "json" };
import roadmaps from "#app/i18n/locales/ar/roadmaps.json" with { type: "json" };
import site from "#app/i18n/locales/ar/site.json" with { type: "json" };
import ui from "#app/i18n/locales/ar/ui.json" with { type: "json" };
import webinars from "#app/i18n/locales/ar/webinars.json" with { type: "json" };
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
