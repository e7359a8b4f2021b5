import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { AppError } from "#app/infra/app-error.ts";
import { newTopicSchema } from "#app/modules/forum/schemas.ts";
import { listSpacesFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getCohort } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { setCohortTopic } from "#app/modules/learning/enrolment/cohorts/set-cohort-topic.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { directionOf } from "#app/i18n/languages.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { isolateIn } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { admitToCohort } from "./admit-to-cohort.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const cohort = await getCohort(access, param("cohort"));
  const groups = await listSpacesFor(actor);
  const spaces = groups.flatMap((group) =>
    group.spaces.map(({ code, name }) => ({
      value: code,
      label:
        name ??
        (code === "lobby" ? t("forum.lobby") : isolateIn(directionOf(language), `${code} ${shortTitle(code, t)}`)),
    })),
  );
  return {
    title: t("enrolment.cohort.begin_topic"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    cohort,
    spaces,
    opening: t("enrolment.topic.opening", { course: access.course.title.text, cohort: cohort.name }),
  };
});

const schema = newTopicSchema.extend({
  space: z.string("error.field.required").min(1, "error.field.required").max(100),
});

// Learning and the forum know nothing of each other: this page asks the one to talk and tells the other where.
/** Whoever runs the cohort, and may post in the forum. */
async function admit(request: PageRequest) {
  requirePoster(request.actor);
  return admitToCohort(request);
}

export const action = form(
  { schema, admit },
  async ({ space, ...topic }, { actor, param, access: { access, cohort } }) => {
    const path = teachPath(param("slug"), `cohorts/${cohort.slug}`);
    if (cohort.topicNumber !== null) throw new AppError("enrolment.error.has_topic", 409);
    // The same cohort asks for the same topic: pressing twice begins one.
    const posted = requirePosted(
      await postTopic(actor, { ...topic, spaceCode: space, clientId: `cohort:${cohort.id}` }),
    );
    await setCohortTopic(access, cohort.slug, posted.publicId);
    return redirectWith(path, { flash: "enrolment.flash.topic" });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function CohortTopic() {
  const { t } = useI18n();
  const { title, access, cohort, spaces, opening } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = teachPath(access.course.slug, "cohorts");
  return (
    <TeachPage
      access={access}
      section="cohorts"
      title={title}
      lede={t("enrolment.topic.lede")}
      trail={[
        { label: t("teach.nav.cohorts"), href: path },
        { label: cohort.name, href: `${path}/${cohort.slug}` },
      ]}
    >
      <FormProblems form={form} />
      <form method="post" action={`${path}/${cohort.slug}/topic`} className="form">
        <SelectField
          name="space"
          label={t("enrolment.topic.space")}
          options={spaces}
          defaultValue={form.value("space")}
          error={form.error("space")}
        />
        <TextField
          name="title"
          label={t("enrolment.topic.title")}
          required
          defaultValue={form.value("title", cohort.name)}
          error={form.error("title")}
        />
        <TextArea
          name="body"
          label={t("enrolment.topic.body")}
          required
          defaultValue={form.value("body", opening)}
          error={form.error("body")}
        />
        <ButtonRow>
          <Button variant="primary">{t("enrolment.topic.send")}</Button>
          <a href={`${path}/${cohort.slug}`}>{t("enrolment.back")}</a>
        </ButtonRow>
      </form>
    </TeachPage>
  );
}
