import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** What somebody has begun and not handed in. */
export function BegunWork({ begun, at }: { begun: MemberHomeData["begun"]; at: Date }) {
  const { t, format } = useI18n();
  if (begun.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="begun">
      <h2 id="begun">{t("site.me.begun")}</h2>
      <CardList
        items={begun.map(({ unitId, kind, href, title, courseTitle, savedAt }) => ({
          key: unitId,
          title: title.text,
          lang: title.language,
          href,
          summary: <UserText lang={courseTitle.language}>{courseTitle.text}</UserText>,
          meta: (
            <Facts
              items={[
                t(unitKinds[kind].label),
                <span key="saved">
                  {t("site.me.saved")}{" "}
                  <Time
                    iso={savedAt.toISOString()}
                    text={format.dateTime(savedAt)}
                    relative={format.relative(savedAt, at)}
                  />
                </span>,
              ]}
            />
          ),
        }))}
      />
    </section>
  );
}
