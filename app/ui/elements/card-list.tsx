import type { ReactNode } from "react";
import { UserText } from "#app/ui/text/user-text.tsx";

export type RowItem = {
  key: string;
  title: ReactNode;
  href?: string;
  /** The language of the title, when it is not the page's. */
  lang?: string;
  /** One or two lines on what it is about. */
  summary?: ReactNode;
  /** Small facts: who, when, how many. */
  meta?: ReactNode;
  /** Tags and states, before the title. */
  tags?: ReactNode;
  /** A figure at the end of the line ("12 replies", "60 %"). */
  aside?: ReactNode;
  unread?: boolean;
  /** A `Drawing` or a `Face`, at the beginning of the row. */
  picture?: ReactNode;
};

type CardListProps = {
  items: RowItem[];
  ordered?: boolean;
  label?: string;
  unreadLabel?: string;
  headingLevel?: 2 | 3 | 4;
};

/** An editorial list: a title, a line, its facts, a rule. It reads down like a table of contents; it is no wall of cards. */
export function CardList({ items, ordered, label, unreadLabel, headingLevel = 3 }: CardListProps) {
  if (items.length === 0) return null;
  const List = ordered ? "ol" : "ul";
  return (
    <List role="list" className="rows" aria-label={label}>
      {items.map(({ key, ...item }) => (
        <Row key={key} headingLevel={headingLevel} unreadLabel={unreadLabel} {...item} />
      ))}
    </List>
  );
}

type RowProps = Omit<RowItem, "key"> & Pick<CardListProps, "headingLevel" | "unreadLabel">;

/** One row of such a list. */
export function Row(props: RowProps) {
  const { title, href, lang, summary, meta, tags, aside, unread, picture, headingLevel = 3, unreadLabel } = props;
  const Heading = `h${headingLevel}` as const;
  return (
    <li className={["row", unread && "row-unread", picture && "row-pictured"].filter(Boolean).join(" ")}>
      {picture && <div className="row-picture">{picture}</div>}
      <div className="row-body">
        {tags && <div className="cluster row-tags">{tags}</div>}
        {/* The title keeps to the page's edge, whatever way its own letters run. */}
        <Heading>
          {href ? (
            <a href={href}>
              <UserText lang={lang}>{title}</UserText>
            </a>
          ) : (
            <UserText lang={lang}>{title}</UserText>
          )}
          {unread && unreadLabel && <span className="visually-hidden"> ({unreadLabel})</span>}
        </Heading>
        {summary && <div className="row-summary">{summary}</div>}
        {meta && <div className="row-meta">{meta}</div>}
      </div>
      {aside && <div className="row-aside">{aside}</div>}
    </li>
  );
}

/** Small facts in one line, separated by dots that are not read out. */
export function Facts({ items }: { items: ReactNode[] }) {
  return (
    <ul role="list" className="facts">
      {items.filter(Boolean).map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}
