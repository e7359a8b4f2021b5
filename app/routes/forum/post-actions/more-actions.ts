import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { newCasePath, reportPath } from "#app/modules/moderation/paths.ts";
import type { ReactionCount } from "#app/modules/forum/reaction-kinds.ts";

/** What decides which actions a post has: facts of its kept piece. */
export type ActedOn = {
  id: string;
  number: number;
  isOwn: boolean;
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
  mayEdit,
  mayDelete,
  mayKeep,
  reactions,
  pollHref,
  hasPoll,
  ...may
}: ActedOn): PostAction[] {
  const base = `/replies/${id}`;
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
