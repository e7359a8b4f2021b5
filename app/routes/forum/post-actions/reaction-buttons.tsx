import { type ReactionCount, reactionKinds, reactionNames } from "#app/modules/forum/reaction-kinds.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { OfPost } from "./menu.tsx";

/** The form that the buttons below the posts of a page belong to; each has an address of its own. */
export const postForm = "post-form";

type ReactionsProps = { id: string; number: number; reactions: ReactionCount[]; mayReact: boolean };

/** The reactions to a post with their counts: buttons for whoever may react, or takes theirs back, words for everybody else. */
export function ReactionCounts({ id, number, reactions, mayReact }: ReactionsProps) {
  const { t, format } = useI18n();
  return reactions.map(([kind, count, mine]) => {
    const words = (
      <>
        {t(reactionNames[kind])} <b>{format.number(count)}</b>
        <OfPost number={number} />
      </>
    );
    if (!mayReact && !mine) {
      return (
        <span key={kind} className="reaction">
          {words}
        </span>
      );
    }
    return (
      <button key={kind} type="submit" className="reaction" {...switching(id, kind, mine)}>
        {words}
      </button>
    );
  });
}

/** All that one can say to a post without writing. */
export function ReactionChoices({ id, reactions }: Pick<ReactionsProps, "id" | "reactions">) {
  const { t } = useI18n();
  const mine = new Set(reactions.flatMap(([kind, , isMine]) => (isMine ? kind : [])));
  return reactionKinds.map((kind) => (
    <button key={kind} type="submit" {...switching(id, kind, mine.has(kind))}>
      {t(reactionNames[kind])}
    </button>
  ));
}

/** A button that sets the other state: pressed twice, it has set it once. */
function switching(id: string, kind: string, isOn: boolean) {
  const formAction = `/replies/${id}/react?set=${isOn ? "off" : "on"}`;
  return { form: postForm, formAction, name: "kind", value: kind, "aria-pressed": isOn };
}
