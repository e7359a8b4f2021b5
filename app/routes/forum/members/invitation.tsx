import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { canPost } from "#app/modules/accounts/policy.ts";
import { acceptSpaceInvitation, getSpaceInvitation } from "#app/modules/forum/members/invitations.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { isIn } from "#app/modules/forum/policy.ts";
import { spaceCrumb } from "#app/routes/forum/labels.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { overWords } from "./door.ts";

// The link only shows a button: programs that look at what a message links to follow links, but they press nothing.
export const loader = page(async ({ actor, param, t }) => {
  const { space, state, expiresAt, createdBy } = await getSpaceInvitation(param("token"));
  return {
    title: t("forum.invitation.title"),
    name: spaceCrumb(space, t).label,
    inviter: createdBy.name,
    path: `/space-invitations/${param("token")}`,
    code: space.code,
    state,
    expiresAt,
    viewer: actor === null ? "guest" : isIn(actor, space.code) ? "member" : canPost(actor) ? "welcome" : "not yet",
  } as const;
});

export const action = form({ schema: z.object({}) }, async (_, { actor, param }) => {
  const { code } = await acceptSpaceInvitation(actor, param("token"));
  return redirectWith(spacePath(code), { flash: "forum.join.done" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.title, matches) },
  { name: "robots", content: "noindex" },
];

/** Where a link that invites leads: which space, by whom, and the step into it, or why there is none any more. */
export default function SpaceInvitation() {
  const { t, format } = useI18n();
  const { title, name, inviter, expiresAt } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={<UserText>{name}</UserText>} />
      <FormProblems form={useFormState()} />
      <DefinitionList
        items={[
          { term: t("enrolment.invitation.from"), value: <UserText>{inviter}</UserText> },
          { term: t("enrolment.invitation.until"), value: format.dateTime(expiresAt) },
        ]}
      />
      <div className="section stack">
        <NextStep />
      </div>
    </Page>
  );
}

function NextStep() {
  const { t } = useI18n();
  const { path, code, state, viewer } = useLoaderData<typeof loader>();
  if (viewer === "member") {
    return (
      <Notice tone="success" actions={<a href={spacePath(code)}>{t("forum.join.to_space")}</a>}>
        {t("forum.join.is_in")}
      </Notice>
    );
  }
  if (state !== "open") return <Notice tone="warning">{t(overWords[state])}</Notice>;
  if (viewer === "not yet") return <Notice tone="warning">{t("forum.invitation.not_yet")}</Notice>;
  if (viewer === "guest") {
    const next = encodeURIComponent(path);
    return (
      <>
        <p>{t("forum.invitation.guest")}</p>
        <div className="button-row">
          <LinkButton variant="primary" href={`/join?next=${next}`}>
            {t("enrolment.invitation.join")}
          </LinkButton>
          <LinkButton href={`/login?next=${next}`}>{t("enrolment.invitation.login")}</LinkButton>
        </div>
      </>
    );
  }
  return (
    <form method="post" action={path} className="stack">
      <p>{t("forum.join.means")}</p>
      <Button variant="primary">{t("forum.join.join")}</Button>
    </form>
  );
}
