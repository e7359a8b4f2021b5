import type { ReactNode } from "react";
import { Face } from "./face.tsx";
import type { Translate } from "#app/ui/text/translate.ts";
import { UserText } from "#app/ui/text/user-text.tsx";

type ReplyProps = {
  t: Translate;
  /** The number of the reply in its topic: stable, quotable, the anchor of its address. */
  number: number;
  author: { name: string; handle: string | null; picture?: string | null; note?: ReactNode };
  /** A `<Time>`. */
  time: ReactNode;
  /** The body, usually a `<MarkdownView>`. */
  children: ReactNode;
  /** Its full address, when the page is not the topic itself. */
  href?: string;
  chips?: ReactNode;
  actions?: ReactNode;
  unread?: boolean;
};

/** One numbered reply: who, when, the words, and what one can do with it. The number is a permanent link. */
export function Reply(props: ReplyProps) {
  const { t, number, author, time, children, href, chips, actions, unread } = props;
  const id = `reply-${number}`;
  return (
    <article
      id={id}
      className={unread ? "reply reply-unread" : "reply"}
      // Whoever is led to it, after sending it for instance, goes on from it.
      tabIndex={-1}
      aria-labelledby={`${id}-author`}
    >
      <header>
        <Face name={author.name} handle={author.handle} picture={author.picture} />
        <span id={`${id}-author`}>
          {author.handle ? (
            <a className="reply-author" href={`/people/${author.handle}`}>
              <UserText>{author.name}</UserText>
            </a>
          ) : (
            <UserText>{author.name}</UserText>
          )}
        </span>
        {author.note && <span className="soft">{author.note}</span>}
        <span className="soft">{time}</span>
        {chips}
        <a
          className="reply-number"
          href={href ?? `#${id}`}
          aria-label={number > 0 ? t("ui.reply.permalink", { number }) : undefined}
        >
          {number > 0 ? number : t("ui.reply.link")}
        </a>
      </header>
      {children}
      {actions && <footer className="cluster">{actions}</footer>}
    </article>
  );
}
