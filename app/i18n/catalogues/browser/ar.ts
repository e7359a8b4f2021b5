import authoring from "#app/i18n/locales/ar/authoring.json" with { type: "json" };
import error from "#app/i18n/locales/ar/error.json" with { type: "json" };
import forum from "#app/i18n/locales/ar/forum.json" with { type: "json" };
import learning from "#app/i18n/locales/ar/learning.json" with { type: "json" };
import quizzes from "#app/i18n/locales/ar/quizzes.json" with { type: "json" };
import teach from "#app/i18n/locales/ar/teach.json" with { type: "json" };
import ui from "#app/i18n/locales/ar/ui.json" with { type: "json" };
import { flatten } from "#app/i18n/flatten.ts";

/** The messages that tools need in the browser; test/browser-catalogue.test.ts says when one more is. */
export default flatten({ authoring, error, forum, learning, quizzes, teach, ui });
