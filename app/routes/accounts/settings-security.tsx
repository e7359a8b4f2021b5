import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { changePassword } from "#app/modules/accounts/reset-password.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { changePasswordSchema } from "#app/modules/accounts/schemas.ts";
import { listSessionsFor, revokeSessions } from "#app/modules/accounts/sessions.server.ts";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { NewPasswordField } from "#app/routes/accounts/account-fields.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { PasswordField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, sessionId, t }) => {
  const sessions = await listSessionsFor(requireActive(actor));
  return { title: t("accounts.settings.security"), sessions, current: sessionId, at: new Date() };
});

const schema = z.discriminatedUnion("intent", [
  changePasswordSchema.extend({ intent: z.literal("password") }),
  z.object({ intent: z.literal("revoke"), session: z.string().max(100) }),
  z.object({ intent: z.literal("revoke_others") }),
]);

export const action = form({ schema, admit: admitActive }, async (input, request) => {
  const actor = request.access;
  const current = request.sessionId ?? "";
  if (input.intent === "password") {
    await changePassword(actor, input, current);
    return redirectWith("/me/settings/security", { flash: "accounts.security.password_changed" });
  }
  await revokeSessions(actor.id, input.intent === "revoke" ? { ids: [input.session] } : { except: current });
  return redirectWith("/me/settings/security", { flash: "accounts.security.revoked" });
});

export const meta = pageTitle;

export default function SecuritySettings() {
  const { t } = useI18n();
  const { title } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page aside={<SettingsNav current="security" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} />
      <FormProblems form={form} />
      <section className="stack">
        <h2>{t("accounts.security.change_password")}</h2>
        <form method="post" action="/me/settings/security" className="stack">
          <input type="hidden" name="intent" value="password" />
          <PasswordField
            name="current"
            label={t("accounts.field.current_password")}
            autoComplete="current-password"
            required
            error={form.error("current")}
          />
          <NewPasswordField form={form} label={t("accounts.field.new_password")} />
          <Button variant="primary">{t("accounts.security.change_password")}</Button>
        </form>
      </section>
      <Sessions />
    </Page>
  );
}

function Sessions() {
  const { t, format } = useI18n();
  const { sessions, current, at } = useLoaderData<typeof loader>();
  return (
    <section className="section stack">
      <h2>{t("accounts.security.sessions")}</h2>
      <p>{t("accounts.security.sessions_lede")}</p>
      <CardList
        items={sessions.map((session) => ({
          key: session.id,
          title: <bdi>{browserOf(session.userAgent) ?? t("accounts.security.unknown_browser")}</bdi>,
          tags: session.id === current ? <Chip tone="good">{t("accounts.security.this_one")}</Chip> : undefined,
          meta: (
            <Facts
              items={[
                t("accounts.security.since", { date: format.dateTime(session.createdAt) }),
                t("accounts.security.last_seen", { when: format.relative(session.lastSeenAt, at) }),
                session.address && <bdi key="address">{session.address}</bdi>,
              ]}
            />
          ),
          aside: session.id !== current && (
            <form method="post" action="/me/settings/security">
              <input type="hidden" name="intent" value="revoke" />
              <input type="hidden" name="session" value={session.id} />
              <Button>{t("accounts.security.revoke")}</Button>
            </form>
          ),
        }))}
      />
      {sessions.length > 1 && (
        <form method="post" action="/me/settings/security">
          <input type="hidden" name="intent" value="revoke_others" />
          <Button variant="danger">{t("accounts.security.revoke_others")}</Button>
        </form>
      )}
    </section>
  );
}

/** "Firefox · Linux" of a User-Agent: enough for somebody to recognise their own. */
function browserOf(userAgent: string): string | null {
  const browser = /(Edg|OPR|SamsungBrowser|Firefox|Chrome|Safari)/.exec(userAgent)?.[1];
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(userAgent)?.[1];
  const names: Record<string, string> = {
    Edg: "Edge",
    OPR: "Opera",
    "Mac OS X": "macOS",
    SamsungBrowser: "Samsung Internet",
  };
  const parts = [browser, system].filter((part) => part !== undefined).map((part) => names[part] ?? part);
  return parts.length > 0 ? parts.join(" · ") : null;
}
