import { useActionData, useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { env } from "#app/infra/env.server.ts";
import {
  listSpaceInvitations,
  makeInvitation,
  revokeInvitation,
} from "#app/modules/forum/members/invitations.server.ts";
import { invitationDays } from "#app/modules/forum/members/limits.ts";
import { invitationsSchema } from "#app/modules/forum/members/schemas.ts";
import { membersPath, spacePath } from "#app/modules/forum/paths.ts";
import { requireFacilitator } from "#app/modules/forum/spaces/require-space.server.ts";
import { spaceCrumb, spaceName } from "#app/routes/forum/labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { InvitationRows } from "./invitation-rows.tsx";

export const loader = page(async ({ actor, param, url, t }) => {
  const { space } = await requireFacilitator(actor, param("code"));
  const list = await listSpaceInvitations(space.code, { before: url.searchParams.get("before") });
  return { title: t("forum.invitations.title"), name: spaceName(space, t), space, ...list };
});

const admit = ({ actor, param }: PageRequest) => requireFacilitator(actor, param("code"));

export const action = form({ schema: invitationsSchema, admit }, async (input, { actor, param }) => {
  const code = param("code");
  if (input.intent === "revoke") {
    await revokeInvitation(actor, code, input.invitation);
    return redirectWith(`${spacePath(code)}/invitations`, { flash: "forum.invitations.revoked" });
  }
  // Told in this answer alone: nothing keeps the secret, so no other page could.
  const secret = await makeInvitation(actor, code, input);
  return { failed: false as const, link: `${env().PUBLIC_URL}/space-invitations/${secret}` };
});

export const meta = pageTitleOfPlace;

/** The links by which people come into a space, for its facilitators: make one, see how many came by it, take it back. */
export default function Invitations() {
  const { t } = useI18n();
  const { title, space, invitations, next } = useLoaderData<typeof loader>();
  const made = useActionData<{ failed: boolean; link?: string }>();
  const form = useFormState();
  const path = `${spacePath(space.code)}/invitations`;
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[
          { label: t("forum.index.title"), href: "/forum" },
          spaceCrumb(space, t),
          { label: t("forum.members.title"), href: membersPath(space.code) },
        ]}
        lede={t("forum.invitations.lede")}
      />
      <FormProblems form={form} labels={{ uses: t("forum.invitations.uses"), days: t("forum.invitations.days") }} />
      {made?.link && (
        <Notice tone="success" title={t("forum.invitations.made")}>
          <p className="source" dir="ltr">
            {made.link}
          </p>
          <p>{t("forum.invitations.once")}</p>
        </Notice>
      )}
      <form method="post" action={path} className="form">
        <SelectField
          name="days"
          label={t("forum.invitations.days")}
          options={invitationDays.map((value) => ({
            value,
            label: t("forum.invitations.day_count", { count: Number(value) }),
          }))}
          defaultValue={form.value("days", "7")}
          error={form.error("days")}
        />
        <TextField
          name="uses"
          label={t("forum.invitations.uses")}
          hint={t("forum.invitations.uses_hint")}
          optional={t("accounts.field.optional")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          defaultValue={form.failure ? form.value("uses") : ""}
          error={form.error("uses")}
        />
        <Button variant="primary" name="intent" value="make">
          {t("forum.invitations.make")}
        </Button>
      </form>
      <section className="section" aria-labelledby="links">
        <h2 id="links">{t("forum.invitations.list")}</h2>
        {invitations.length === 0 && <EmptyState title={t("forum.invitations.none")} />}
        <InvitationRows invitations={invitations} path={path} />
        <Pagination t={t} olderHref={next && `${path}?before=${next}`} />
      </section>
    </Page>
  );
}
