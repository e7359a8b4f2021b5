import { answerFeed } from "#app/http/feed.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { feedNameOf } from "#app/modules/forum/feeds/paths.ts";
import { courseFeedPath, coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { listCourseNews } from "#app/modules/learning/outline/list-course-news.server.ts";

/** What was published and changed in a course last, as a feed. */
export const loader = resource(async ({ request, actor, param, language, site }) => {
  const slug = feedNameOf(param("file"));
  if (slug === null) throw notFound();
  const { course, news } = await listCourseNews(actor, slug, language);
  const feed = {
    title: `${course.title.text} · ${site.name}`,
    language: course.title.language,
    path: courseFeedPath(slug),
    page: coursePath(slug),
    entries: news.map((unit) => ({
      uuid: unit.id,
      title: unit.title,
      path: unitPath(slug, unit.slug),
      language: unit.language,
      html: unit.excerpt ? `<p>${escapeHtml(unit.excerpt)}</p>` : "",
      // A course is written by a team, of whom nobody is said to have written this.
      author: { name: site.organisation || site.name, path: coursePath(slug) },
      published: unit.changedAt,
      updated: unit.changedAt,
    })),
  };
  return answerFeed(request, feed, { isPrivate: actor !== null });
});
