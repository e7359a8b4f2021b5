import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What waits for a trainer in all their courses: each number leads to where it is done. */
export function StaffWork({ courses }: { courses: MemberHomeData["staffWork"] }) {
  const { t } = useI18n();
  if (courses.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="staff-work">
      <h2 id="staff-work">{t("site.me.waits")}</h2>
      <CardList
        items={courses.map(({ slug, title, toMark, stuck, requests, unpublished }) => {
          const link = (section: string, words: string) => (
            <a key={words} href={teachPath(slug, section)}>
              {words}
            </a>
          );
          return {
            key: slug,
            title: title.text,
            lang: title.language,
            href: teachPath(slug),
            meta: (
              <Facts
                items={[
                  toMark > 0 && link("assignments", t("site.me.to_mark", { count: toMark })),
                  stuck > 0 && link("assignments", t("site.me.stuck", { count: stuck })),
                  requests > 0 && link("people/requests", t("site.me.requests", { count: requests })),
                  unpublished > 0 && link("content", t("site.me.unpublished", { count: unpublished })),
                ]}
              />
            ),
          };
        })}
      />
    </section>
  );
}
