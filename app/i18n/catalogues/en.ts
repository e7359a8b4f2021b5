import accounts from "#app/i18n/locales/en/accounts.json" with { type: "json" };
import admin from "#app/i18n/locales/en/admin.json" with { type: "json" };
import assignments from "#app/i18n/locales/en/assignments.json" with { type: "json" };
import authoring from "#app/i18n/locales/en/authoring.json" with { type: "json" };
import certificates from "#app/i18n/locales/en/certificates.json" with { type: "json" };
import courses from "#app/i18n/locales/en/courses.json" with { type: "json" };
import enrolment from "#app/i18n/locales/en/enrolment.json" with { type: "json" };
import error from "#app/i18n/locales/en/error.json" with { type: "json" };
import forum from "#app/i18n/locales/en/forum.json" with { type: "json" };
import grades from "#app/i18n/locales/en/grades.json" with { type: "json" };
import learning from "#app/i18n/locales/en/learning.json" with { type: "json" };
import mail from "#app/i18n/locales/en/mail.json" with { type: "json" };
import moderation from "#app/i18n/locales/en/moderation.json" with { type: "json" };
import notifications from "#app/i18n/locales/en/notifications.json" with { type: "json" };
import quizzes from "#app/i18n/locales/en/quizzes.json" with { type: "json" };
import roadmaps from "#app/i18n/locales/en/roadmaps.json" with { type: "json" };
import search from "#app/i18n/locales/en/search.json" with { type: "json" };
import site from "#app/i18n/locales/en/site.json" with { type: "json" };
import states from "#app/i18n/locales/en/states.json" with { type: "json" };
import surveys from "#app/i18n/locales/en/surveys.json" with { type: "json" };
import teach from "#app/i18n/locales/en/teach.json" with { type: "json" };
import ui from "#app/i18n/locales/en/ui.json" with { type: "json" };
import webinars from "#app/i18n/locales/en/webinars.json" with { type: "json" };
import { flatten } from "#app/i18n/flatten.ts";

const modules = {
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
};

export default flatten(modules);

type KeysOf<M> = { [Module in keyof M & string]: `${Module}.${keyof M[Module] & string}` }[keyof M & string];

/** Every key of every message, as `t` takes it. */
export type MessageKey = KeysOf<typeof modules>;
