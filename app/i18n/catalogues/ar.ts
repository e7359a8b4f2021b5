import accounts from "#app/i18n/locales/ar/accounts.json" with { type: "json" };
import admin from "#app/i18n/locales/ar/admin.json" with { type: "json" };
import assignments from "#app/i18n/locales/ar/assignments.json" with { type: "json" };
import authoring from "#app/i18n/locales/ar/authoring.json" with { type: "json" };
import certificates from "#app/i18n/locales/ar/certificates.json" with { type: "json" };
import courses from "#app/i18n/locales/ar/courses.json" with { type: "json" };
import enrolment from "#app/i18n/locales/ar/enrolment.json" with { type: "json" };
import error from "#app/i18n/locales/ar/error.json" with { type: "json" };
import forum from "#app/i18n/locales/ar/forum.json" with { type: "json" };
import grades from "#app/i18n/locales/ar/grades.json" with { type: "json" };
import learning from "#app/i18n/locales/ar/learning.json" with { type: "json" };
import mail from "#app/i18n/locales/ar/mail.json" with { type: "json" };
import moderation from "#app/i18n/locales/ar/moderation.json" with { type: "json" };
import notifications from "#app/i18n/locales/ar/notifications.json" with { type: "json" };
import quizzes from "#app/i18n/locales/ar/quizzes.json" with { type: "json" };
import roadmaps from "#app/i18n/locales/ar/roadmaps.json" with { type: "json" };
import search from "#app/i18n/locales/ar/search.json" with { type: "json" };
import site from "#app/i18n/locales/ar/site.json" with { type: "json" };
import states from "#app/i18n/locales/ar/states.json" with { type: "json" };
import surveys from "#app/i18n/locales/ar/surveys.json" with { type: "json" };
import teach from "#app/i18n/locales/ar/teach.json" with { type: "json" };
import ui from "#app/i18n/locales/ar/ui.json" with { type: "json" };
import webinars from "#app/i18n/locales/ar/webinars.json" with { type: "json" };
import { flatten } from "#app/i18n/flatten.ts";

export default flatten({
  accounts,
  admin,
  assignments,
  authoring,
  certificates,
  courses,
  enrolment,
  error,
  forum,
  grades,
  learning,
  mail,
  moderation,
  notifications,
  quizzes,
  roadmaps,
  search,
  site,
  states,
  surveys,
  teach,
  ui,
  webinars,
});
