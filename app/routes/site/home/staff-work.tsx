import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { staffWorkIn } from "#app/modules/learning/grades/staff-work-kinds.ts";
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
        items={courses.map((course) => ({
          key: course.slug,
          title: course.title.text,
          lang: course.title.language,
          href: teachPath(course.slug),
          meta: (
            <Facts
              items={staffWorkIn(course).map(({ words, count, href }) => (
                <a key={words} href={href}>
                  {t(words, { count })}
                </a>
              ))}
            />
          ),
        }))}
      />
    </section>
  );
}
