import authoring from "#app/i18n/locales/fr/authoring.json" with { type: "json" };
import error from "#app/i18n/locales/fr/error.json" with { type: "json" };
import forum from "#app/i18n/locales/fr/forum.json" with { type: "json" };
import learning from "#app/i18n/locales/fr/learning.json" with { type: "json" };
import quizzes from "#app/i18n/locales/fr/quizzes.json" with { type: "json" };
import teach from "#app/i18n/locales/fr/teach.json" with { type: "json" };
import ui from "#app/i18n/locales/fr/ui.json" with { type: "json" };
import { flatten } from "#app/i18n/flatten.ts";
import { withFrenchSpaces } from "#app/i18n/french-spaces.ts";

/** The messages that tools need in the browser; test/browser-catalogue.test.ts says when one more is. */
export default withFrenchSpaces(flatten({ authoring, error, forum, learning, quizzes, teach, ui }));
