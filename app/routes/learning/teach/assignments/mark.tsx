import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form, parseFields } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { addReviewer, removeReviewer } from "#app/modules/learning/assignments/staff/change-reviewers.server.ts";
import { getTaughtSubmission } from "#app/modules/learning/assignments/staff/get-taught-submission.server.ts";
import { markSubmission, unmarkSubmission } from "#app/modules/learning/assignments/staff/mark-submission.server.ts";
import { reopenSubmission } from "#app/modules/learning/assignments/staff/reopen-submission.server.ts";
import { requireSubmissionSeen } from "#app/modules/learning/assignments/staff/taught-submission.server.ts";
import { waiveReviews } from "#app/modules/learning/assignments/staff/waive-reviews.server.ts";
import { getTaughtAssignment } from "#app/modules/learning/assignments/staff/list-submissions.server.ts";
import { submissionPath, teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { OutOfSightNotice } from "#app/routes/learning/assignments/out-of-sight.tsx";
import { FileList } from "#app/routes/learning/assignments/file-list.tsx";
import { criterionNames, readMarks } from "#app/routes/learning/assignments/labels.ts";
import { MarkForm, Reviews, StepIn } from "./mark-forms.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LateChip } from "#app/ui/elements/deadline.tsx";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { optionalNumber } from "#app/modules/learning/courses/fields.ts";
import { percentRange } from "#app/modules/learning/grades/schemas.ts";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

const id = z.uuid("error.field.invalid");
const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const intents = z.enum(["mark", "unmark", "add", "remove", "waive", "reopen"], "error.field.invalid");
const markSchema = z.object({
  percent: optionalNumber(percentRange),
  comment: z.string().max(10_000, "error.field.too_long").default(""),
});

export const loader = page(async ({ actor, param, language }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const assignment = await getTaughtAssignment(access, param("unit"), language);
  const submission = await getTaughtSubmission(access, assignment.unitId, param("id"), language);
  return { access, assignment, submission };
});

async function admit(request: PageRequest) {
  const access = await admitStaff(request);
  const { unitId } = await getTaughtAssignment(access, request.param("unit"), request.language);
  await requireSubmissionSeen(access, unitId, request.param("id"));
  return { access, unitId };
}

export const action = form({ schema: anything, admit }, async (raw, { param, t, access: { access, unitId } }) => {
  const typed = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat()]));
  const { intent } = parseFields(z.object({ intent: intents }), typed);
  const submissionId = param("id");
  const list = teachPath(param("slug"), `assignments/${param("unit")}/submissions`);
  if (intent === "mark") {
    const marks = readMarks(raw);
    await markSubmission(access, unitId, submissionId, { marks, ...parseFields(markSchema, typed) });
  } else if (intent === "unmark") await unmarkSubmission(access, unitId, submissionId);
  else if (intent === "add") {
    await addReviewer(access, unitId, submissionId, parseFields(z.object({ reviewer: id }), typed).reviewer);
  } else if (intent === "remove") {
    await removeReviewer(access, unitId, submissionId, parseFields(z.object({ review: id }), typed).review);
  } else if (intent === "waive") {
    await waiveReviews(access, unitId, submissionId, { reason: t("assignments.step_in.waive_reason") });
  } else {
    await reopenSubmission(access, unitId, submissionId);
    return redirectWith(list, { flash: "assignments.flash.reopened" });
  }
  return redirectWith(`${list}/${submissionId}`, { flash: "assignments.flash.saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.submission.user.name} · ${data?.assignment.title.text}`, matches) },
];

export default function Mark() {
  const { t, format } = useI18n();
  const { access, assignment, submission } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const list = teachPath(slug, `assignments/${assignment.slug}/submissions`);
  const address = `${list}/${submission.id}`;
  const at = submission.submittedAt!;
  return (
    <TeachPage
      access={access}
      section="assignments"
      title={<bdi>{submission.teamName ?? submission.user.name}</bdi>}
      trail={[
        { label: t("assignments.list.title"), href: teachPath(slug, "assignments") },
        { label: assignment.title.text, href: list },
      ]}
      lede={
        <Facts
          items={[
            submission.teamName && format.list(submission.authors.map(({ name }) => isolate(name))),
            t("assignments.receipt.at", { date: zonedMoment(format, at) }),
            submission.isLate && <LateChip />,
            <MarkingChip
              key="marking"
              isSettled={submission.scoredAt !== null || submission.trainerAt !== null}
              isInReview={submission.reviews.some(({ state }) => state === "allocated" || state === "begun")}
            />,
          ]}
        />
      }
    >
      <FormProblems form={form} labels={criterionNames(submission.rubric)} />
      {submission.sight !== "visible" && <OutOfSightNotice sight={submission.sight} />}
      <MarkdownView html={submission.html} lang={submission.language} dir={directionOf(submission.language)} />
      <FileList files={submission.files} address={submissionPath(slug, assignment.slug)} />
      <Reviews submission={submission} address={address} />
      <MarkForm submission={submission} form={form} address={address} />
      <StepIn submission={submission} address={address} hasReviews={assignment.settings.reviews > 0} />
    </TeachPage>
  );
}
