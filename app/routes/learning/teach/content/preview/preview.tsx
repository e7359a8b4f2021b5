import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { previewUnitFor, tryQuizFor } from "#app/modules/learning/authoring/preview-unit.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { answersSchema } from "#app/modules/learning/courses/schemas.ts";
import { CompletionLabel } from "#app/routes/learning/units/completion-labels.tsx";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachNav } from "#app/routes/learning/teach/frame/teach-nav.tsx";
import { unitPreviews } from "#app/routes/learning/teach/content/unit-previews.tsx";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";

export const handle = { tool: true };

export const loader = page(async (request) => {
  const { access, ...preview } = await previewUnitFor(request.actor, addressOf(request), wishOf(request));
  const { course, mayEdit, overview } = await withOverview(access);
  return { ...preview, course, access: { course, mayEdit, overview }, seed: wishOf(request).seed };
});

/** Marks the answers to a quiz, and forgets them. */
export const action = form(
  { schema: answersSchema, limits: manyFields, admit: admitToUnit },
  async ({ answers }, request) => {
    return {
      failed: false as const,
      trial: await tryQuizFor(request.actor, addressOf(request), { ...wishOf(request), answers }),
    };
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: titled(data?.text.title, matches) }];

function addressOf({ param }: PageRequest) {
  return { courseSlug: param("slug"), unitSlug: param("unit") };
}

/** The seed stands in the address, so that the paper that comes back marked is the one that was shown. */
function wishOf({ url }: PageRequest) {
  const seed = Number(url.searchParams.get("seed"));
  return {
    language: url.searchParams.get("in") ?? "",
    seed: Number.isInteger(seed) && seed > 0 && seed < 2 ** 31 ? seed : 1,
  };
}

export default function PreviewUnit() {
  const { t, format } = useI18n();
  const { access, course, unit, module, text, language, isDraft, quiz, seed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const Preview = unitPreviews[unit.kind];
  const trial = answer && "trial" in answer ? answer.trial : null;
  return (
    <Page nav={<TeachNav access={access} section="content" />}>
      <Notice tone="warning" title={t("authoring.editor.as_learner.title")}>
        {isDraft ? t("authoring.editor.as_learner.draft") : t("authoring.editor.as_learner.published")}
      </Notice>
      <UnitTools courseSlug={course.slug} unit={unit} language={language} current="preview" />
      <LanguageTabs
        course={course}
        unitSlug={unit.slug}
        current={language}
        hrefOf={(code) => `${teachPath(course.slug, `content/${unit.slug}/preview`)}?in=${code}`}
      />
      <PageHeader
        t={t}
        title={text.title || t("authoring.editor.untitled")}
        lang={text.title ? text.language : undefined}
        meta={
          <Facts
            items={[
              <bdi key="module" lang={module.language}>
                {module.text}
              </bdi>,
              t(unitKinds[unit.kind].label),
              t("learning.unit.minutes", { minutes: unit.minutes }),
            ]}
          />
        }
      />
      {text.language !== language && (
        <Notice>
          {t("learning.unit.fallback", {
            wanted: format.languageName(language),
            shown: format.languageName(text.language),
          })}
        </Notice>
      )}
      <MarkdownView html={text.html} lang={text.language} dir={directionOf(text.language)} />
      <CompletionLabel completion={unit.completion} facts={null} isDone={false} />
      <Preview
        unit={unit}
        quiz={quiz}
        trial={trial}
        seed={seed}
        action={`${teachPath(course.slug, `content/${unit.slug}/preview`)}?in=${language}`}
      />
    </Page>
  );
}
