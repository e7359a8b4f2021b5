import accounts from "#app/i18n/locales/fr/accounts.json" with { type: "json" };
import admin from "#app/i18n/locales/fr/admin.json" with { type: "json" };
import assignments from "#app/i18n/locales/fr/assignments.json" with { type: "json" };
import authoring from "#app/i18n/locales/fr/authoring.json" with { type: "json" };
import certificates from "#app/i18n/locales/fr/certificates.json" with { type: "json" };
import courses from "#app/i18n/locales/fr/courses.json" with { type: "json" };
import enrolment from "#app/i18n/locales/fr/enrolment.json" with { type: "json" };
import error from "#app/i18n/locales/fr/error.json" with { type: "json" };
import forum from "#app/i18n/locales/fr/forum.json" with { type: "json" };
import grades from "#app/i18n/locales/fr/grades.json" with { type: "json" };
import learning from "#app/i18n/locales/fr/learning.json" with { type: "json" };
import mail from "#app/i18n/locales/fr/mail.json" with { type: "json" };
import moderation from "#app/i18n/locales/fr/moderation.json" with { type: "json" };
import notifications from "#app/i18n/locales/fr/notifications.json" with { type: "json" };
import quizzes from "#app/i18n/locales/fr/quizzes.json" with { type: "json" };
import roadmaps from "#app/i18n/locales/fr/roadmaps.json" with { type: "json" };
import search from "#app/i18n/locales/fr/search.json" with { type: "json" };
import site from "#app/i18n/locales/fr/site.json" with { type: "json" };
import states from "#app/i18n/locales/fr/states.json" with { type: "json" };
import surveys from "#app/i18n/locales/fr/surveys.json" with { type: "json" };
import teach from "#app/i18n/locales/fr/teach.json" with { type: "json" };
import ui from "#app/i18n/locales/fr/ui.json" with { type: "json" };
import webinars from "#app/i18n/locales/fr/webinars.json" with { type: "json" };
import { flatten } from "#app/i18n/flatten.ts";
import { withFrenchSpaces } from "#app/i18n/french-spaces.ts";

export default withFrenchSpaces(
  flatten({
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
  }),
);
