import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { markdownToText } from "#app/lib/markdown.ts";
import {
  findTranslationsToModerate,
  moderateTranslation,
  requireTranslationInSight,
  type TranslationToModerate,
} from "#app/modules/forum/translations/moderate-translation.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/** What somebody made of a post in another language. It goes out of sight without the post, and with it. */
export const translationOfPost: KindContract = {
  find: async (client, ids) => (await findTranslationsToModerate(client, ids)).map(thingOf),
  async requireInSight(actor, id) {
    const [translation] = await findTranslationsToModerate(db(), [id]);
    if (!translation) throw notFound();
    await requireTranslationInSight(actor, translation);
    return thingOf(translation);
  },
  move: (tx, id, decide) => moderateTranslation(tx, id, decide),
};

function thingOf(translation: TranslationToModerate): Thing {
  return {
    kind: "translation",
    id: translation.id,
    author: { id: translation.authorId, name: translation.authorName, handle: translation.authorHandle },
    title: translation.title,
    number: null,
    html: translation.html,
    text: markdownToText(translation.body),
    picture: null,
    language: translation.language,
    href: translation.href,
    state: translation.state,
    version: translation.version,
    spaceCode: translation.spaceCode,
    writtenAt: translation.createdAt,
    context: [translation.original],
  };
}
