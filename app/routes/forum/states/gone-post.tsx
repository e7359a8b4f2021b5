import type { GoneState } from "#app/modules/forum/post-state.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

const sentences = {
  waiting: "forum.post.is_waiting",
  hidden: "forum.post.is_hidden",
  deleted: "forum.post.is_deleted",
  removed: "forum.post.is_removed",
  purged: "forum.post.is_removed",
} as const satisfies Record<GoneState, string>;

type GoneProps = { id: string; number: number; state: GoneState; mayRestore: boolean };

/** The one line that stands in the place of a reply that is out of sight: its number stays, its text is nowhere. */
export function GonePost({ id, number, state, mayRestore }: GoneProps) {
  const { t } = useI18n();
  return (
    <p id={`reply-${number}`} className="reply-removed" tabIndex={-1}>
      {t(sentences[state], { number })}
      {mayRestore && (
        <>
          {" "}
          <a href={`/replies/${id}/restore`}>
            {t("forum.post.restore")}
            <span className="visually-hidden"> {t("forum.post.number", { number })}</span>
          </a>
        </>
      )}
    </p>
  );
}
