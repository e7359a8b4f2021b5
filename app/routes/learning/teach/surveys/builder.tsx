import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { editSurvey, getSurveyForEditing } from "#app/modules/learning/surveys/edit-survey.server.ts";
import { surveyKinds } from "#app/modules/learning/surveys/survey.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { SurveyItemForm } from "./item-form.tsx";
import { SurveyItemRow } from "./item-row.tsx";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

const key = z.string().regex(/^[a-z0-9-]{1,80}$/, "error.field.invalid");
const schema = z.union([
  z.object({ intent: z.enum(["up", "down", "remove"]), key }),
  z
    .object({
      intent: z.literal("save", "error.field.invalid"),
      key: key.or(z.literal("")).default(""),
      kind: z.enum(surveyKinds, "error.field.invalid"),
      required: z.literal("1").optional(),
    })
    .catchall(z.string().max(10_000, "error.field.too_long")),
]);

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const survey = await getSurveyForEditing(access, param("unit"), language);
  const edited = survey.items.find((item) => item.key === url.searchParams.get("edit")) ?? null;
  return { access, unitSlug: param("unit"), ...survey, edited, heading: t("surveys.builder.title") };
});

export const action = form({ schema, admit: admitAuthor }, async (input, { param, access }) => {
  const address = teachPath(param("slug"), `content/${param("unit")}/survey`);
  if (input.intent !== "save") {
    await editSurvey(access, param("unit"), input);
    return redirectWith(address, { flash: "surveys.flash.saved" });
  }
  const { kind, required, key: known, intent, ...fields } = input;
  const translations = translationsIn(fields, access.course.languages, kind);
  await editSurvey(access, param("unit"), {
    intent,
    key: known || null,
    kind,
    isRequired: required === "1",
    translations,
  });
  return redirectWith(address, { flash: "surveys.flash.saved" });
});

/** "prompt-fr" and "choices-fr" (one in each line) are the layer "fr"; a language without a prompt has no layer. */
function translationsIn(fields: Record<string, unknown>, languages: string[], kind: string) {
  const text = (name: string) => String(fields[name] ?? "").trim();
  const translations = languages.flatMap((language) => {
    const prompt = text(`prompt-${language}`);
    const choices = text(`choices-${language}`)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (!prompt) return [];
    return [[language, { prompt, ...(kind !== "text" && choices.length > 0 && { choices }) }] as const];
  });
  return Object.fromEntries(translations);
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.heading} · ${data?.title.text}`, matches) },
];

export default function SurveyBuilder() {
  const { t } = useI18n();
  const { access, unitSlug, title, items, edited } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { course } = access;
  const address = teachPath(course.slug, `content/${unitSlug}/survey`);
  return (
    <TeachPage
      access={access}
      section="content"
      title={title.text}
      lang={title.language}
      lede={t("surveys.builder.lede")}
      trail={[{ label: t("teach.nav.content"), href: teachPath(course.slug, "content") }]}
      actions={
        <LinkButton href={teachPath(course.slug, `surveys/${unitSlug}`)}>{t("surveys.builder.results")}</LinkButton>
      }
    >
      <UnitTools
        courseSlug={course.slug}
        unit={{ slug: unitSlug, kind: "survey" }}
        language={course.defaultLanguage}
        current="own"
      />
      <FormProblems form={form} />
      {items.length === 0 && <EmptyState title={t("surveys.builder.empty")} />}
      <ol role="list" className="rows">
        {items.map((item, index) => (
          <SurveyItemRow
            key={item.key}
            item={item}
            index={index}
            course={course}
            address={address}
            isLast={index === items.length - 1}
          />
        ))}
      </ol>
      <section className="section stack" aria-labelledby="item-form">
        <h2 id="item-form">{edited ? t("surveys.builder.change") : t("surveys.builder.add")}</h2>
        <SurveyItemForm course={course} item={edited} form={form} address={address} />
      </section>
    </TeachPage>
  );
}
