import type { Around, News } from "#app/modules/notifications/kinds/contract.server.ts";

type Fact = { decisionId: string };

/** Tells an author that what they wrote is out of sight, with the reason and the way to appeal. Part of no list. */
export async function newsOfRemoval({ decisionId }: Fact, { observed }: Around): Promise<News | null> {
  const news = await observed.decision(decisionId);
  const isOut = news && ["hide", "remove", "purge"].includes(news.verdict);
  if (!isOut || news.isAnswer || !news.isMoved) return null;
  const { authorId, title, reason, authorHref } = news;
  return toAuthor({ decisionId, authorId, title, reason, path: authorHref });
}

/** Tells an author that what they wrote is in sight again, after an appeal for instance. */
export async function newsOfRestoring({ decisionId }: Fact, { observed }: Around): Promise<News | null> {
  const news = await observed.decision(decisionId);
  if (!news || !bringsBack(news)) return null;
  const { authorId, title, href } = news;
  return toAuthor({ decisionId, authorId, title, path: href });
}

/** Tells an author that somebody else has looked at their appeal, and that the decision stands. */
export async function newsOfAppeal({ decisionId }: Fact, { observed }: Around): Promise<News | null> {
  const news = await observed.decision(decisionId);
  if (!news?.isAnswer || bringsBack(news)) return null;
  const { authorId, title, reason, authorHref } = news;
  return toAuthor({ decisionId, authorId, title, reason, path: authorHref });
}

/** Tells those who reported something that it was looked at; what of stays unsaid, because it may be out of sight. */
export async function newsOfReport({ decisionId }: Fact, { observed }: Around): Promise<News | null> {
  const news = await observed.decision(decisionId);
  if (!news || news.reporterIds.length === 0) return null;
  const groupKey = `report:${news.caseId}`;
  return { to: news.reporterIds, groupKey, event: () => groupKey, title: () => "", path: news.reporterHref };
}

function bringsBack({ verdict, isMoved }: { verdict: string; isMoved: boolean }): boolean {
  return isMoved && ["keep", "restore"].includes(verdict);
}

type ToAuthor = { decisionId: string; authorId: string; title: string; reason?: string; path: string };

function toAuthor({ decisionId, authorId, title, reason, path }: ToAuthor): News {
  const groupKey = `decision:${decisionId}`;
  return {
    to: [authorId],
    groupKey,
    event: () => groupKey,
    title: () => title,
    ...(reason && { facts: { reason } }),
    path,
  };
}
