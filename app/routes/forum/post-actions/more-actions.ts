import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { newCasePath, reportPath } from "#app/modules/moderation/paths.ts";
import { translatePath } from "#app/modules/forum/paths.ts";
import type { ReactionCount } from "#app/modules/forum/reaction-kinds.ts";

/** What decides which actions a post has: facts of its kept piece. */
export type ActedOn = {
  id: string;
  number: number;
  isOwn: boolean;
  isWiki: boolean;
  mayEdit: boolean;
  mayDelete: boolean;
  mayKeep: boolean;
  reactions: ReactionCount[];
  mayReport: boolean;
  mayModerate: boolean;
  mayTranslate: boolean;
  /** The translation that is shown in its place. */
  reading: { id: string; mayReport: boolean; mayModerate: boolean } | null;
  /** Of an opening post: where its author and the facilitators make and end the poll of the topic. */
  pollHref: string | null;
  hasPoll: boolean;
};

/** An action with a page of its own. */
type PostAction = { label: MessageKey; href: string };

/** The links in the menu “More” of a post, in their order: what is needed now and then. A new action is a line here. */
export function moreActions({
  id,
  isOwn,
  isWiki,
  mayEdit,
  mayDelete,
  mayKeep,
  reactions,
  pollHref,
  hasPoll,
  ...may
}: ActedOn): PostAction[] {
  const base = `/replies/${id}`;
  const links: (PostAction | false)[] = [
    // One's own and wikis stand in the row.
    mayEdit && !isOwn && !isWiki && { label: "forum.post.edit", href: `${base}/edit` },
    mayKeep && { label: "forum.bookmark.remind", href: `${base}/bookmark` },
    reactions.length > 0 && { label: "forum.reaction.who", href: `${base}/reactions` },
    pollHref !== null && { label: hasPoll ? "forum.poll.end_title" : "forum.poll.new_title", href: pollHref },
    mayDelete && { label: "forum.post.delete", href: `${base}/delete` },
    may.mayTranslate && { label: "forum.translation.offer", href: translatePath(id) },
    may.mayReport && { label: "forum.post.report", href: reportPath({ kind: "reply", id }) },
    may.mayModerate && { label: "forum.post.moderate", href: newCasePath({ kind: "reply", id }) },
    ...actionsOnTranslation(may),
  ];
  return links.filter((link) => link !== false);
}

function actionsOnTranslation({ reading }: Pick<ActedOn, "reading">) {
  if (!reading) return [];
  const named = { kind: "translation", id: reading.id } as const;
  return [
    reading.mayReport && ({ label: "forum.translation.report", href: reportPath(named) } as const),
    reading.mayModerate && ({ label: "forum.translation.moderate", href: newCasePath(named) } as const),
  ];
}
