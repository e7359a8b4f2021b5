import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { leaveSpace } from "#app/modules/forum/members/join-space.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { canSeeSpace, isIn } from "#app/modules/forum/policy.ts";
import { requireSpace } from "#app/modules/forum/spaces/require-space.server.ts";
import { spaceCrumbs, spaceName } from "#app/routes/forum/labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor: maybe, param, t }) => {
  const space = await requireSpace(maybe, param("code"));
  const actor = requireActive(maybe);
  const [isMember, facilitates] = [isIn(actor, space.code), actor.facilitates.includes(space.code)];
  return { title: t("forum.leave.title"), name: spaceName(space, t), space, isMember, facilitates };
});

const admit = async ({ actor, param }: PageRequest) => {
  await requireSpace(actor, param("code"));
  return requireActive(actor);
};

export const action = form({ schema: z.object({}), admit }, async (_, { access, param }) => {
  const space = await leaveSpace(access, param("code"));
  const outside = { ...access, memberOf: [], facilitates: [] };
  const path = canSeeSpace(outside, space) ? spacePath(space.code) : "/forum";
  return redirectWith(path, { flash: "forum.leave.done" });
});

export const meta = pageTitleOfPlace;

/** What leaving a space means, before one does. */
export default function Leave() {
  const { t } = useI18n();
  const { title, space, isMember, facilitates } = useLoaderData<typeof loader>();
  const path = spacePath(space.code);
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={spaceCrumbs(space, t)} />
      <FormProblems form={useFormState()} />
      {!isMember && <p>{t("forum.leave.not_in")}</p>}
      {isMember && (
        <form method="post" action={`${path}/leave`} className="stack">
          <p>{t("forum.leave.stays")}</p>
          {space.joinMode === "ask" && <p>{t("forum.leave.ask")}</p>}
          {space.joinMode === "members" && <p>{t("forum.leave.members")}</p>}
          {facilitates && <p>{t("forum.leave.role")}</p>}
          <ButtonRow>
            <Button variant="danger">{t("forum.leave.send")}</Button>
            <a href={path}>{t("forum.leave.keep")}</a>
          </ButtonRow>
        </form>
      )}
    </Page>
  );
}
