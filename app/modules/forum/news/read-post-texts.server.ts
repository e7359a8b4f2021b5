import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { presentPosts, visibleTranslations } from "#app/modules/forum/sight.server.ts";

/** A post as a digest names it. */
export type PostRef = { topicId: string; number: number };

/** What somebody made of a post in another language. `title` is the topic's, for an opening post. */
export type TranslatedText = { title: string | null; excerpt: string; authorId: string; authorName: string };

export type PostText = {
  excerpt: string;
  authorName: string;
  /** In the language asked for, where there is one that is not out of date. */
  translation: TranslatedText | null;
};

type Wanted = PostRef & { language: string };
type Row = PostRef & { body: string; authorName: string; translated: (TranslatedText & { body: string }) | null };

const textLength = 280;
const kept = { milliseconds: 30_000, room: 2_000_000 };

/**
 * The beginnings of posts and who wrote them, as written and in the language of a reader, in the order of the posts; null for one that is
 * gone. Whoever is shown them may read them (`listDigestNews`). Read once for everybody of this language who asks within half a minute; what
 * is missed at one moment is read by one statement.
 */
export function readPostTexts(posts: readonly PostRef[], language: string): Promise<(PostText | null)[]> {
  const sizeOf = (text: PostText | null) =>
    20 + (text?.excerpt.length ?? 0) + (text?.translation ? 20 + text.translation.excerpt.length : 0);
  const { memory, batch } = singleton("forum.post-texts", () => ({
    memory: new ShortMemory<PostText | null>({ ...kept, sizeOf }),
    batch: { wanted: [] as Wanted[], reading: null as Promise<Map<string, PostText>> | null },
  }));
  const load = async (one: Wanted) => {
    batch.wanted.push(one);
    batch.reading ??= Promise.resolve().then(() => {
      const { wanted } = batch;
      Object.assign(batch, { wanted: [], reading: null });
      return loadTexts(wanted);
    });
    return (await batch.reading).get(keyOf(one)) ?? null;
  };
  return Promise.all(
    posts.map((post) => ({ ...post, language })).map((one) => memory.get(keyOf(one), () => load(one))),
  );
}

async function loadTexts(wanted: Wanted[]): Promise<Map<string, PostText>> {
  const topicIds = wanted.map(({ topicId }) => topicId);
  const numbers = wanted.map(({ number }) => number);
  const languages = wanted.map(({ language }) => language);
  const rows = await db().$queryRaw<(Row & Wanted)[]>`
    SELECT p.topic_id AS "topicId", p.number, w.language, p.body, u.name AS "authorName",
           (SELECT json_build_object('title', x.title, 'body', x.body, 'authorId', x.author_id, 'authorName', by.name)
              FROM ${visibleTranslations} x JOIN ${allPeople} by ON by.id = x.author_id
             WHERE x.reply_id = p.id AND x.language = w.language AND p.language <> w.language
               AND x.original_version >= p.version) AS translated
      FROM unnest(${topicIds}::uuid[], ${numbers}::int[], ${languages}::text[]) AS w (topic_id, number, language)
      JOIN ${presentPosts} p ON p.topic_id = w.topic_id AND p.number = w.number
      JOIN ${allPeople} u ON u.id = p.author_id`;
  return new Map(rows.map((row) => [keyOf(row), textOf(row)]));
}

function textOf({ body, authorName, translated }: Row): PostText {
  if (!translated) return { excerpt: excerpt(body, textLength), authorName, translation: null };
  const { body: words, ...translation } = translated;
  return {
    excerpt: excerpt(body, textLength),
    authorName,
    translation: { ...translation, excerpt: excerpt(words, textLength) },
  };
}

function keyOf({ topicId, number, language }: Wanted): string {
  return `${topicId} ${number} ${language}`;
}
