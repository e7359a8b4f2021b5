import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { unreadForm } from "#app/routes/forum/unread-panel.tsx";
import type { ReactionCount } from "#app/modules/forum/reaction-kinds.ts";
import { Menu, OfPost } from "./menu.tsx";
import { type ActedOn, moreActions } from "./more-actions.ts";
import { postForm, ReactionChoices, ReactionCounts } from "./reaction-buttons.tsx";

/** Where one says that a reply is the answer: in the row while there is none, in the menu afterwards. */
export type Accepting = "row" | "menu" | null;

type PostActionsProps = ActedOn & {
  isAccepted: boolean;
  isOutcome: boolean;
  maySayOutcome: boolean;
  isWiki: boolean;
  mayMakeWiki: boolean;
  isBookmarked: boolean;
  accepting: Accepting;
  reactions: ReactionCount[];
  mayReact: boolean;
  mayQuote: boolean;
  mayMark: boolean;
};

/** Whether whoever looks may do anything with a post. */
export function hasActions(post: PostActionsProps): boolean {
  const { reactions, mayReact, mayKeep, mayQuote, mayEdit, mayMark, mayMakeWiki } = post;
  return (
    mayMakeWiki ||
    reactions.length > 0 ||
    mayReact ||
    mayKeep ||
    mayQuote ||
    mayEdit ||
    mayMark ||
    moreActions(post).length > 0
  );
}

/** The row below a post: what people do most often, and the rest under “More”. It stands where `hasActions`. */
export function PostActions(post: PostActionsProps) {
  const { t } = useI18n();
  const { id, number } = post;
  const more = moreActions(post);
  return (
    <>
      <ReactionCounts {...post} />
      {post.mayReact && (
        <Menu label={t("forum.reaction.react")} number={number}>
          <ReactionChoices {...post} />
        </Menu>
      )}
      {post.accepting === "row" && <AcceptButton {...post} />}
      {post.mayQuote && (
        <a href={`?quote=${number}#compose`} data-quote={number}>
          {t("forum.post.quote")}
          <OfPost number={number} />
        </a>
      )}
      {post.mayKeep && (
        <Button
          form={postForm}
          formAction={`/replies/${id}/bookmark?set=${post.isBookmarked ? "off" : "on"}`}
          variant="quiet"
          aria-pressed={post.isBookmarked}
        >
          {t("forum.bookmark.send_row")}
          <OfPost number={number} />
        </Button>
      )}
      {post.mayEdit && (post.isOwn || post.isWiki) && (
        <a href={`/replies/${id}/edit`}>
          {t("forum.post.edit")}
          <OfPost number={number} />
        </a>
      )}
      {(more.length > 0 || post.mayMark || post.maySayOutcome || post.mayMakeWiki || post.accepting === "menu") && (
        <Menu label={t("forum.post.more")} number={number}>
          {more.map(({ label, href }) => (
            <a key={href} href={href}>
              {t(label)}
              <OfPost number={number} />
            </a>
          ))}
          {post.accepting === "menu" && <AcceptButton {...post} />}
          {post.maySayOutcome && (
            <Button
              form={postForm}
              formAction={`/replies/${id}/outcome?set=${post.isOutcome ? "off" : "on"}`}
              variant="quiet"
            >
              {t(post.isOutcome ? "forum.outcome.undo" : "forum.outcome.send")}
              <OfPost number={number} />
            </Button>
          )}
          {post.mayMakeWiki && (
            <Button
              form={postForm}
              formAction={`/replies/${id}/wiki?set=${post.isWiki ? "off" : "on"}`}
              variant="quiet"
            >
              {t(post.isWiki ? "forum.wiki.undo" : "forum.wiki.send")}
              <OfPost number={number} />
            </Button>
          )}
          {post.mayMark && (
            <Button form={unreadForm} name="number" value={number} variant="quiet">
              {t("forum.post.unread_from")}
              <OfPost number={number} />
            </Button>
          )}
        </Menu>
      )}
    </>
  );
}

function AcceptButton({ id, number, isAccepted }: Pick<PostActionsProps, "id" | "number" | "isAccepted">) {
  const { t } = useI18n();
  const formAction = `/replies/${id}/accept?set=${isAccepted ? "off" : "on"}`;
  return (
    <Button form={postForm} formAction={formAction} variant="quiet">
      {t(isAccepted ? "forum.accept.undo" : "forum.accept.send")}
      <OfPost number={number} />
    </Button>
  );
}
