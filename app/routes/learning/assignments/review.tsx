import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { beginReview } from "#app/modules/learning/assignments/reviews/begin-review.server.ts";
import { getReviewFor } from "#app/modules/learning/assignments/reviews/get-review.server.ts";
import { giveReview, saveReview } from "#app/modules/learning/assignments/reviews/save-review.server.ts";
import { requireReviewer } from "#app/modules/learning/assignments/reviews/find-review.server.ts";
import type { Marks } from "#app/modules/learning/assignments/rubric.ts";
import { reportPath } from "#app/modules/moderation/paths.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { coursePath, reviewsPath, submissionPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { FileList } from "#app/routes/learning/assignments/file-list.tsx";
import { RubricFields, RubricView } from "#app/routes/learning/assignments/rubric-view.tsx";
import { criterionNames, readMarks } from "./labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { SaveLine, saveWords } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

const schema = z
  .object({
    intent: z.enum(["begin", "save", "give"], "error.field.invalid"),
    version: z
      .string()
      .regex(/^\d{1,9}$/, "error.field.invalid")
      .default("0")
      .transform(Number),
    comment: z.string().max(10_000, "error.field.too_long").default(""),
  })
  .catchall(z.string().max(5000, "error.field.too_long"));

export const loader = page(async ({ actor, param, language, isVisit }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const review = await getReviewFor(actor, address, param("id"), language);
  const { course, unit } = await getUnitFor(actor, address, language, { isVisit });
  return { course, unit, review };
});

function admit({ actor, param }: PageRequest): Promise<void> {
  return requireReviewer(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, param("id"));
}

export const action = form({ schema, admit }, async ({ intent, version, comment, ...fields }, { actor, param }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const [id, list] = [param("id"), reviewsPath(address.courseSlug, address.unitSlug)];
  if (intent === "begin") {
    await beginReview(actor, address, id);
    return redirectWith(`${list}/${id}`);
  }
  const input = { version, comment, marks: readMarks(fields) };
  if (intent === "give") {
    await giveReview(actor, address, id, input);
    return redirectWith(list, { flash: "assignments.flash.review_given" });
  }
  await saveReview(actor, address, id, input);
  return redirectWith(`${list}/${id}`, { flash: "assignments.flash.saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.unit.title.text} · ${data?.course.title.text}`, matches) },
];

type Stale = { saved: { marks: Marks; comment: string; version: number } };

export default function Review() {
  const { t, format } = useI18n();
  const { course, unit, review } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { number, state, author, work, rubric, leaseUntil, isGone } = review;
  const address = reviewsPath(course.slug, unit.slug, review.id);
  return (
    <Page>
      <PageHeader
        t={t}
        title={author ?? t("assignments.review.number", { number })}
        breadcrumbs={[
          { label: course.title.text, href: coursePath(course.slug) },
          { label: unit.title.text, href: unitPath(course.slug, unit.slug) },
          { label: t("assignments.reviews.title"), href: reviewsPath(course.slug, unit.slug) },
        ]}
      />
      <FormProblems form={form} labels={criterionNames(rubric)} />
      {isGone && <Notice tone="warning">{t("assignments.error.work_gone")}</Notice>}
      {state === "begun" && !isGone && (
        <p className="soft">{t("assignments.review.lease", { date: zonedMoment(format, leaseUntil) })}</p>
      )}
      {state === "lapsed" && !isGone && <Notice tone="warning">{t("assignments.review.lapsed")}</Notice>}
      {(state === "allocated" || state === "lapsed") && !isGone && (
        <form method="post" action={address} className="stack">
          <p>{t("assignments.review.begin_why")}</p>
          <Button variant="primary" name="intent" value="begin">
            {t("assignments.button.begin_review")}
          </Button>
        </form>
      )}
      {work && (
        <section className="section stack" aria-labelledby="work">
          <h2 id="work">{t("assignments.review.work")}</h2>
          <MarkdownView html={work.html} lang={work.language} dir={directionOf(work.language)} />
          <FileList files={work.files} address={submissionPath(course.slug, unit.slug)} />
          <p className="small">
            <a href={reportPath({ kind: "submission", id: work.id })}>{t("assignments.review.report")}</a>
          </p>
        </section>
      )}
      {state === "begun" && !isGone && <Sheet />}
      {(state === "submitted" || (state === "begun" && isGone)) && (
        <section className="section stack" aria-labelledby="given">
          <h2 id="given">
            {t(isGone && state === "begun" ? "assignments.review.so_far" : "assignments.review.given")}
          </h2>
          <RubricView rubric={rubric} marks={review.marks} />
          <p>
            <UserText>{form.value("comment", review.comment)}</UserText>
          </p>
        </section>
      )}
    </Page>
  );
}

/** The rubric as it is filled in. Saved on its own while one writes; complete as a plain form. */
function Sheet() {
  const { t } = useI18n();
  const { course, unit, review } = useLoaderData<typeof loader>();
  const form = useFormState();
  const stale = form.failure?.code === "assignments.error.stale" ? (form.failure.data as Stale) : null;
  const address = reviewsPath(course.slug, unit.slug, review.id);
  const version = stale ? String(stale.saved.version) : form.value("version", String(review.version));
  return (
    <draft-autosave
      data-url={`${address}/draft.json`}
      data-draft={`review:${review.id}`}
      data-typed={form.failure || form.fromSavedForm ? "" : undefined}
      data-conflict={stale ? t("assignments.autosave.choose") : undefined}
    >
      <form method="post" action={address} className="section stack" autoComplete="off">
        <h2>{t("assignments.review.sheet")}</h2>
        {stale && (
          <details open>
            <summary>{t("assignments.submission.other_text")}</summary>
            <RubricView rubric={review.rubric} marks={stale.saved.marks} />
            <p>
              <UserText>{stale.saved.comment}</UserText>
            </p>
          </details>
        )}
        <input type="hidden" name="version" value={version} />
        <RubricFields rubric={review.rubric} marks={review.marks} form={form} />
        <TextArea
          name="comment"
          label={t("assignments.review.comment")}
          hint={t("assignments.review.comment_hint")}
          maxLength={10_000}
          defaultValue={form.value("comment", review.comment)}
          error={form.error("comment")}
        />
        <SaveLine words={saveWords(t)} />
        <ButtonRow>
          <Button variant="primary" name="intent" value="give">
            {t("assignments.button.give_review")}
          </Button>
          <Button name="intent" value="save">
            {t("assignments.button.save")}
          </Button>
        </ButtonRow>
      </form>
      <Island name="draft-autosave" />
    </draft-autosave>
  );
}
