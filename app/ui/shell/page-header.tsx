import type { ReactNode } from "react";
import { UserText } from "#app/ui/text/user-text.tsx";
import { type TeamAction, TeamActions } from "./team-actions.tsx";
import { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

type PageHeaderProps = {
  title: ReactNode;
  t: Translate;
  lede?: ReactNode;
  breadcrumbs?: Crumb[];
  /** Small facts above the title: a tag, a status. */
  kicker?: ReactNode;
  /** Facts below the lede: author, date, length. */
  meta?: ReactNode;
  actions?: ReactNode;
  /** What this reader may do here as one of the staff. */
  team?: TeamAction[];
  lang?: string;
};

/** Beyond this many characters a title is a sentence (the official wording of an activity) and is set smaller. */
const longTitle = 70;

/** The head of a page and its only `h1`: where one is, what this is, and what one can do here. */
export function PageHeader({
  title,
  t,
  lede,
  breadcrumbs = [],
  kicker,
  meta,
  actions,
  team = [],
  lang,
}: PageHeaderProps) {
  const long = typeof title === "string" && title.length > longTitle;
  return (
    <div className="page-header">
      <Breadcrumbs items={breadcrumbs} t={t} />
      {kicker && <div className="cluster">{kicker}</div>}
      <h1 className={long ? "long-title" : undefined}>
        <UserText lang={lang}>{title}</UserText>
      </h1>
      {lede && <div className="lede">{lede}</div>}
      {meta && <div className="cluster small soft">{meta}</div>}
      <TeamActions t={t} actions={team} />
      {actions && <div className="button-row">{actions}</div>}
    </div>
  );
}
