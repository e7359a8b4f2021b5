import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { acceptInvitation } from "#app/modules/learning/enrolment/invitations/accept-invitation.server.ts";
import { getInvitation } from "#app/modules/learning/enrolment/invitations/get-invitation.server.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

// A mailed link only shows a button: programs that scan mail follow links, but they press nothing.
export const loader = page(async ({ actor, param, language, t }) => {
  const invitation = await getInvitation(param("token"), language);
  const own = actor?.email.toLowerCase() ?? null;
  return {
    title: t("enrolment.invitation.title"),
    invitation,
    path: `/invitations/${param("token")}`,
    viewer: own,
    isOther: own !== null && own !== invitation.email,
  };
});

export const action = form({ schema: z.object({}) }, async (_, { actor, param }) => {
  const { slug, outcome } = await acceptInvitation(actor, param("token"));
  const flash = outcome === "waiting" ? "enrolment.flash.waiting" : "learning.flash.enrolled";
  return redirectWith(coursePath(slug), { flash });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.title, matches) },
  { name: "robots", content: "noindex" },
];

export default function Invitation() {
  const { t, format } = useI18n();
  const { title, invitation } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={<bdi lang={invitation.title.language}>{invitation.title.text}</bdi>} />
      <FormProblems form={useFormState()} />
      <DefinitionList
        items={[
          { term: t("enrolment.invitation.from"), value: invitation.inviter && <bdi>{invitation.inviter}</bdi> },
          { term: t("enrolment.field.cohort"), value: invitation.cohort && <bdi>{invitation.cohort}</bdi> },
          { term: t("enrolment.invitation.for"), value: <bdi>{invitation.email}</bdi> },
          { term: t("enrolment.invitation.until"), value: format.date(invitation.expiresAt) },
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
  const { invitation, path, viewer, isOther } = useLoaderData<typeof loader>();
  const course = <LinkButton href={coursePath(invitation.slug)}>{t("enrolment.invitation.course")}</LinkButton>;
  const isolated = (text: string) => `\u2068${text}\u2069`;
  const over = {
    open: null,
    accepted: t("enrolment.invitation.accepted"),
    revoked: t("enrolment.invitation.revoked"),
    expired: t("enrolment.invitation.expired"),
  }[invitation.state];
  if (over) return <Notice actions={course}>{over}</Notice>;
  if (viewer === null) {
    const next = encodeURIComponent(path);
    return (
      <>
        <p>{t("enrolment.invitation.guest", { email: isolated(invitation.email) })}</p>
        <ButtonRow>
          <LinkButton variant="primary" href={`/join?next=${next}`}>
            {t("enrolment.invitation.join")}
          </LinkButton>
          <LinkButton href={`/login?next=${next}`}>{t("enrolment.invitation.login")}</LinkButton>
        </ButtonRow>
      </>
    );
  }
  if (isOther) {
    const values = { email: isolated(invitation.email), own: isolated(viewer) };
    return (
      <Notice tone="warning" title={t("enrolment.invitation.other", values)} actions={course}>
        {t("enrolment.invitation.other_next")}
      </Notice>
    );
  }
  return (
    <form method="post" action={path} className="button-row">
      <Button variant="primary">{t("enrolment.panel.accept")}</Button>
      {course}
    </form>
  );
}
