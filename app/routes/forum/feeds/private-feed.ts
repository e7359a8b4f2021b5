import { answerFeed } from "#app/http/feed.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { openPrivateFeed } from "#app/modules/forum/feeds/feed-tokens.server.ts";
import { getForumFeed, getSpaceFeed } from "#app/modules/forum/feeds/feeds.server.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { spaceCrumb } from "#app/routes/forum/labels.ts";
import { entryOf } from "./entries.ts";

/** What a person sees of the forum, for their program, which has a secret of theirs instead of signing in. */
export const loader = resource(async ({ request, url, address, language, site, t }) => {
  const secret = url.searchParams.get("token") ?? "";
  const { actor, spaceCode } = await openPrivateFeed(secret, { address });
  const [found, topics] =
    spaceCode === null
      ? [null, await getForumFeed(actor)]
      : await getSpaceFeed(actor, spaceCode).then(({ space, topics }) => [space, topics] as const);
  const name = found ? spaceCrumb(found, t).label : t("forum.index.title");
  const feed = {
    title: `${name} · ${site.name}`,
    language,
    path: feedPaths.private(secret),
    page: spaceCode === null ? "/forum" : spacePath(spaceCode),
    entries: topics.map(entryOf),
  };
  // Named to no site that the program opens from there: the last of several policies counts.
  const headers = { "Referrer-Policy": "no-referrer" };
  return answerFeed(request, feed, { isPrivate: true, headers });
});
