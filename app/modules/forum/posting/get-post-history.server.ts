import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import { placed, placedColumns, postOutOfSight, requireTopic } from "#app/modules/forum/sight.server.ts";
import { diffWords } from "#app/lib/diff.ts";
import { isUuid } from "#app/lib/uuid.ts";

const maxVersions = 50;

/**
 * The versions of a post, the newest first (50 at most), and what changed from the version before `version` (the newest
 * when it is not given) to it. Whoever may read the topic may read its history; nobody reads that of a
 * post out of sight. Throws 404, 410.
 */
export async function getHistoryFor(actor: MaybeActor, id: string, version: number | null) {
  if (!isUuid(id)) throw notFound();
  const post = await db().reply.findUnique({
    where: { id },
    select: {
      id: true,
      number: true,
      authorId: true,
      state: true,
      stateReason: true,
      body: true,
      language: true,
      version: true,
      createdAt: true,
      author: withHandle,
      topic: { select: { publicId: true, slug: true, title: true, language: true, ...placedColumns } },
      revisions: {
        select: {
          version: true,
          body: true,
          title: true,
          createdAt: true,
          editor: withHandle,
        },
        orderBy: { version: "desc" },
        take: maxVersions,
      },
    },
  });
  if (!post) throw notFound();
  requireTopic(actor, placed(post.topic), { onlyVisible: true });
  if (post.state !== "visible") throw postOutOfSight(actor, { ...post, topic: post.topic });
  const { revisions, authorId: _author, stateReason: _reason, ...present } = post;
  // A revision says what stood there before, and who replaced it when: the text that came of it is the next one's.
  const versions = revisions.map(({ editor, createdAt }, index) => {
    const newer = index === 0 ? present : revisions[index - 1]!;
    return { version: newer.version, by: editor, at: createdAt, body: newer.body, before: revisions[index]! };
  });
  const shown = versions.find((row) => row.version === version) ?? versions[0] ?? null;
  const titleAfter = shown && (revisions.find((row) => row.version === shown.version)?.title ?? present.topic.title);
  return {
    post: present,
    versions: versions.map(({ version, by, at }) => ({ version, by, at })),
    shown: shown && {
      version: shown.version,
      parts: diffWords(shown.before.body, shown.body),
      title: shown.before.title !== null && titleAfter ? diffWords(shown.before.title, titleAfter) : null,
    },
  };
}
