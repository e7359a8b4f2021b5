import { answerFeed } from "#app/http/feed.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { feedNameOf, feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { getSpaceFeed } from "#app/modules/forum/feeds/feeds.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { entryOf } from "./entries.ts";
import { spaceCrumb } from "#app/routes/forum/labels.ts";

/** The topics of a space as a feed. */
export const loader = resource(async ({ request, actor, param, language, site, t }) => {
  const code = feedNameOf(param("file"));
  if (code === null) throw notFound();
  const { space, topics } = await getSpaceFeed(actor, code);
  const feed = {
    title: `${spaceCrumb(space, t).label} · ${site.name}`,
    language,
    path: feedPaths.space(code),
    page: spacePath(code),
    entries: topics.map(entryOf),
  };
  return answerFeed(request, feed, { isPrivate: actor !== null });
});
