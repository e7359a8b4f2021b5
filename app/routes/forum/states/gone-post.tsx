import type { GoneState } from "#app/modules/forum/post-state.ts";
import { appealPath } from "#app/modules/moderation/paths.ts";
import { OfPost } from "#app/routes/forum/post-actions/menu.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const sentences = {
  waiting: "forum.post.is_waiting",
  hidden: "forum.post.is_hidden",
  deleted: "forum.post.is_deleted",
  removed: "forum.post.is_removed",
  purged: "forum.post.is_erased",
} as const satisfies Record<GoneState, string>;

/** The same of a reply that stands in another topic now: the way to it. */
export function MovedPost({ number, href }: { number: number; href: string }) {
  const { t } = useI18n();
  return (
    <p id={`reply-${number}`} className="reply-removed" tabIndex={-1}>
      {t("forum.post.is_moved", { number })} <a href={href}>{t("forum.post.moved_to")}</a>
    </p>
  );
}

type GoneProps = {
  id: string;
  number: number;
  state: GoneState;
  mayRestore: boolean;
  /** Of one's own that somebody else took out of sight: why, and the way to say something against it. */
  reason: string | null;
  mayAppeal: boolean;
};

/** The one line that stands in the place of a reply that is out of sight: its number stays, its text is nowhere. */
export function GonePost({ id, number, state, mayRestore, reason, mayAppeal }: GoneProps) {
  const { t } = useI18n();
  return (
    <p id={`reply-${number}`} className="reply-removed" tabIndex={-1}>
      {t(sentences[state], { number })}
      {mayRestore && (
        <>
          {" "}
          <a href={`/replies/${id}/restore`}>
            {t("forum.post.restore")}
            <OfPost number={number} />
          </a>
        </>
      )}
      {reason && (
        <>
          {" "}
          <bdi>{reason}</bdi>
        </>
      )}
      {mayAppeal && (
        <>
          {" "}
          <a href={appealPath({ kind: "reply", id })}>
            {t("forum.post.why_gone")}
            <OfPost number={number} />
          </a>
        </>
      )}
    </p>
  );
}
