import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { longestCharter, spaceNameLength } from "#app/modules/forum/limits.ts";
import {
  bringInGroup,
  countOutside,
  findGroupSpace,
  makeGroupSpace,
} from "#app/modules/forum/members/group-space.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { cohortSpaceSchema } from "#app/modules/forum/spaces/schemas.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { getCohort } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { listCohortPeople } from "#app/modules/learning/enrolment/cohorts/list-cohort-people.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { SpaceFields, spaceLabels } from "#app/ui/forms/space-fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitToCohort } from "./admit-to-cohort.server.ts";

export const handle = { tool: true };

const keyOf = ({ id }: { id: string }) => `cohort:${id}`;

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const cohort = await getCohort(access, param("cohort"));
  const [people, space] = [await listCohortPeople(access, cohort.slug), await findGroupSpace(keyOf(cohort))];
  return {
    title: t("enrolment.space.title"),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    cohort,
    space,
    outside: await countOutside(space?.code ?? "", people),
  };
});

const schema = z.union([z.object({ intent: z.literal("bring") }), cohortSpaceSchema]);

// Learning and the forum know nothing of each other: this page asks the one who is in the cohort and tells the other.
/** Whoever runs the cohort, and may post in the forum. */
async function admit(request: PageRequest) {
  requirePoster(request.actor);
  return admitToCohort(request);
}

export const action = form({ schema, admit }, async (input, { actor, param, access: { access, cohort } }) => {
  const people = await listCohortPeople(access, cohort.slug);
  if ("intent" in input) {
    await bringInGroup(actor, keyOf(cohort), people);
    return redirectWith(teachPath(param("slug"), `cohorts/${cohort.slug}/space`), {
      flash: "enrolment.flash.space_in",
    });
  }
  const space = { ...input, kind: "cohort", output: null } as const;
  await makeGroupSpace(actor, keyOf(cohort), space, people);
  return redirectWith(teachPath(param("slug"), `cohorts/${cohort.slug}/space`), { flash: "enrolment.flash.space" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

/** The space of a cohort in the forum: makes it, or brings in who has come to the cohort since. */
export default function CohortSpace() {
  const { t } = useI18n();
  const { title, access, cohort, space, outside } = useLoaderData<typeof loader>();
  const path = teachPath(access.course.slug, "cohorts");
  return (
    <TeachPage
      access={access}
      section="cohorts"
      title={title}
      lede={space ? undefined : t("enrolment.space.lede", { count: outside })}
      trail={[
        { label: t("teach.nav.cohorts"), href: path },
        { label: cohort.name, href: `${path}/${cohort.slug}` },
      ]}
    >
      {space ? (
        <section className="stack">
          <p>
            {t("enrolment.space.there")}{" "}
            <a href={spacePath(space.code)}>
              <UserText>{space.name}</UserText>
            </a>
          </p>
          <p>{space.archivedAt ? t("forum.error.space_archived") : t("enrolment.space.outside", { count: outside })}</p>
          {outside > 0 && !space.archivedAt && (
            <form method="post" action={`${path}/${cohort.slug}/space`}>
              <Button variant="primary" name="intent" value="bring">
                {t("enrolment.space.bring")}
              </Button>
            </form>
          )}
        </section>
      ) : (
        <NewSpace />
      )}
    </TeachPage>
  );
}

function NewSpace() {
  const { t } = useI18n();
  const { access, cohort } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = teachPath(access.course.slug, `cohorts/${cohort.slug}`);
  return (
    <>
      <FormProblems form={form} labels={spaceLabels(t)} />
      <form method="post" action={`${path}/space`} className="form">
        <SpaceFields form={form} name={cohort.name} lengths={{ name: spaceNameLength, charter: longestCharter }} />
        <ButtonRow>
          <Button variant="primary">{t("forum.make.send")}</Button>
          <a href={path}>{t("enrolment.back")}</a>
        </ButtonRow>
      </form>
    </>
  );
}
