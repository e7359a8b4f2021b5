import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { uploadedFiles } from "#app/http/bodies/upload.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { signInNeeded } from "#app/infra/app-error.ts";
import { requireMayWork } from "#app/modules/learning/assignments/admit-to-assignment.server.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import { addFiles, removeFile } from "#app/modules/learning/assignments/add-files.server.ts";
import { maxTextLength, mostBytes, mostFiles } from "#app/modules/learning/assignments/assignment-settings.ts";
import { getAssignmentFor } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { discardDraft, handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { coursePath, submissionPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { Dates } from "#app/routes/learning/assignments/assignment-steps.tsx";
import { Confirm, DraftForm } from "#app/routes/learning/assignments/draft-form.tsx";
import { Receipt } from "#app/routes/learning/assignments/receipt.tsx";
import { ResultView } from "#app/routes/learning/assignments/result-view.tsx";
import { LockNotice } from "#app/routes/learning/units/unit-locks.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

const schema = z.object({
  intent: z
    .string()
    .regex(/^(save|preview|check|submit|discard|remove:[0-9a-f-]{36})$/, "error.field.invalid")
    .default("save"),
  body: z.string().max(maxTextLength, "error.field.too_long").default(""),
  version: z
    .string()
    .regex(/^\d{1,9}$/, "error.field.invalid")
    .default("0")
    .transform(Number),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, "error.field.invalid")
    .optional(),
});

export const loader = page(async ({ actor, param, language, url, isVisit }) => {
  if (!actor) throw signInNeeded();
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const { course, unit, ...view } = await getUnitFor(actor, address, language, { isVisit });
  const { rubric: _, ...assignment } = await getAssignmentFor(actor, address, language);
  const isChecking = url.searchParams.has("check");
  return { course, unit, locks: unit.locks, body: view.body, assignment, isChecking, owner: actor.handle };
});

export const action = form(
  {
    schema,
    body: uploadedFiles({ field: "files", maxFiles: mostFiles, maxBytes: mostBytes }),
    admit: ({ actor, param }) => requireMayWork(actor, { courseSlug: param("slug"), unitSlug: param("unit") }),
  },
  async (input, { actor, param }, files) => {
    const address = { courseSlug: param("slug"), unitSlug: param("unit") };
    const path = submissionPath(address.courseSlug, address.unitSlug);
    const { intent, version } = input;
    if (intent === "submit") {
      const { isCourseDone } = await handIn(actor, address, { version });
      if (isCourseDone) return redirectWith(coursePath(address.courseSlug), { flash: "learning.flash.course_done" });
      return redirectWith(path, { flash: "assignments.flash.handed_in" });
    }
    if (intent === "discard") {
      await discardDraft(actor, address);
      return redirectWith(unitPath(address.courseSlug, address.unitSlug), { flash: "assignments.flash.discarded" });
    }
    // The words first: a file that is refused must not cost them.
    await saveDraft(actor, address, input);
    await addFiles(actor, address, files);
    if (intent.startsWith("remove:")) await removeFile(actor, address, intent.slice("remove:".length));
    if (intent === "check") return redirectWith(`${path}?check=1`);
    return redirectWith(intent === "preview" ? `${path}#preview` : path, { flash: "assignments.flash.saved" });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.unit.title.text} · ${data?.course.title.text}`, matches) },
];

export default function Submission() {
  const { t, format } = useI18n();
  const data = useLoaderData<typeof loader>();
  const { course, unit, assignment, isChecking, owner } = data;
  const form = useFormState();
  const mine = assignment.mine;
  const address = submissionPath(course.slug, unit.slug);
  // Not by its address, which may change.
  const text = `${owner}:${unit.id}`;
  if (!mine) return null;
  const { draft, current, mayWrite, isAgain } = mine;
  const isWriting = mayWrite && (draft !== null || !current);
  return (
    <Page>
      <PageHeader
        t={t}
        title={t("assignments.submission.title")}
        breadcrumbs={[
          { label: t("learning.courses.title"), href: "/courses" },
          { label: course.title.text, href: coursePath(course.slug) },
          { label: unit.title.text, href: unitPath(course.slug, unit.slug) },
        ]}
        lede={
          mine.team &&
          t("assignments.submission.team", {
            name: mine.team.name,
            people: format.list(mine.team.members.map(({ name }) => isolate(name))),
          })
        }
      />
      {unit.isLocked ? (
        <LockNotice courseSlug={course.slug} locks={data.locks} />
      ) : (
        <>
          <FormProblems form={form} />
          <Dates mine={mine} />
          {isChecking && draft && mayWrite ? (
            <Confirm draft={draft} address={address} mine={mine} settings={assignment.settings} />
          ) : (
            isWriting && (
              <DraftForm
                key="draft"
                address={address}
                text={text}
                mine={mine}
                form={form}
                settings={assignment.settings}
              />
            )
          )}
          {mine.result && current && <ResultView result={mine.result} settings={assignment.settings} />}
          {current && (
            <Receipt
              submission={current}
              address={address}
              text={text}
              mine={mine}
              isAgain={isAgain && !draft}
              form={form}
              settings={assignment.settings}
            />
          )}
          {!isWriting && (
            <div className="section button-row">
              <LinkButton href={unitPath(course.slug, unit.slug)}>{t("assignments.button.back_to_unit")}</LinkButton>
            </div>
          )}
        </>
      )}
    </Page>
  );
}
