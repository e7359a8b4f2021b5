import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { listReviewsFor } from "#app/modules/learning/assignments/reviews/list-reviews.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { coursePath, reviewsPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { reviewStates } from "./labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const loader = page(async ({ actor, param, language, isVisit }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const given = await listReviewsFor(actor, address);
  const { course, unit } = await getUnitFor(actor, address, language, { isVisit });
  return { course, unit, ...given };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.unit.title.text} · ${data?.course.title.text}`, matches) },
];

export default function Reviews() {
  const { t, format } = useI18n();
  const { course, unit, reviews } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        t={t}
        title={t("assignments.reviews.title")}
        lede={t("assignments.reviews.lede")}
        breadcrumbs={[
          { label: t("learning.courses.title"), href: "/courses" },
          { label: course.title.text, href: coursePath(course.slug) },
          { label: unit.title.text, href: unitPath(course.slug, unit.slug) },
        ]}
      />
      {reviews.length === 0 && (
        <EmptyState
          title={t("assignments.reviews.empty")}
          actions={
            <LinkButton href={unitPath(course.slug, unit.slug)}>{t("assignments.button.back_to_unit")}</LinkButton>
          }
        >
          {t("assignments.reviews.empty_next")}
        </EmptyState>
      )}
      <CardList
        headingLevel={2}
        items={reviews.map(({ id, number, state, leaseUntil, submittedAt, author, isGone }) => {
          return {
            key: id,
            title: author ?? t("assignments.review.number", { number }),
            href: reviewsPath(course.slug, unit.slug, id),
            tags: (
              <Chip tone={state === "submitted" ? "good" : state === "lapsed" && !isGone ? "warn" : "neutral"}>
                {t(isGone && state !== "submitted" ? "assignments.review.state.gone" : reviewStates[state])}
              </Chip>
            ),
            meta:
              state === "submitted"
                ? submittedAt && (
                    <Time
                      iso={submittedAt.toISOString()}
                      text={t("assignments.review.given_at", { date: zonedMoment(format, submittedAt) })}
                    />
                  )
                : state !== "lapsed" && !isGone && <Deadline what="due" at={leaseUntil} isOwed />,
          };
        })}
      />
    </Page>
  );
}
