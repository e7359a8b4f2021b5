import type { ReactNode } from "react";
import { loginPath } from "#app/http/paths.ts";
import { type FormState, useFormState } from "#app/http/typed.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import type { WaysIn } from "#app/modules/learning/enrolment/get-ways-in.server.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type EnrolPanelProps = {
  courseSlug: string;
  ways: WaysIn;
  isGuest: boolean;
  /** Where reading begins; reading needs no place. */
  firstHref: string | null;
};

/** The way into a course for somebody who is not in it: at once, by a key, by asking, from the waiting list, or not now. */
export function EnrolPanel({ courseSlug, ways, isGuest, firstHref }: EnrolPanelProps) {
  const { t } = useI18n();
  const form = useFormState();
  const reading = firstHref && (
    <LinkButton variant={isGuest ? "primary" : "secondary"} href={firstHref}>
      {t("courses.page.first")}
    </LinkButton>
  );
  if (isGuest) {
    return (
      <>
        <How ways={ways} />
        <p className="soft measure">{t("courses.page.sign_in_why")}</p>
        <ButtonRow>
          {reading}
          <LinkButton href={loginPath(coursePath(courseSlug))}>{t("courses.page.sign_in")}</LinkButton>
        </ButtonRow>
      </>
    );
  }
  if (ways.request) return <Asked courseSlug={courseSlug} ways={ways} reading={reading} />;
  const isOtherWay = ways.mode === "invitation" || ways.mode === "closed";
  return (
    <>
      <FormProblems form={form} />
      {ways.isInvited ? <Notice>{t("enrolment.panel.invited")}</Notice> : <How ways={ways} />}
      {isOtherWay && !ways.isInvited ? (
        <>
          {ways.takesKey && <KeyForm courseSlug={courseSlug} form={form} />}
          <ButtonRow>{reading}</ButtonRow>
        </>
      ) : (
        <EnrolForm courseSlug={courseSlug} ways={ways} form={form} reading={reading} />
      )}
    </>
  );
}

/** What one has to know before trying; an open course with room needs no words. */
function How({ ways }: { ways: WaysIn }) {
  const { t } = useI18n();
  const words = {
    open: null,
    key: t("enrolment.panel.key"),
    approval: t("enrolment.panel.approval"),
    invitation: t("enrolment.panel.invitation"),
    closed: t("enrolment.panel.closed"),
  }[ways.mode];
  const full = ways.isFull && ways.mode !== "closed" ? t("enrolment.panel.full", { count: ways.waiting }) : null;
  if (!words && !full) return null;
  return (
    <Notice>
      {words && <p>{words}</p>}
      {full && <p>{full}</p>}
    </Notice>
  );
}

type Part = { courseSlug: string; ways: WaysIn; reading: ReactNode };

function EnrolForm({ courseSlug, ways, form, reading }: Part & { form: FormState }) {
  const { t } = useI18n();
  const asks = ways.mode === "approval" && !ways.isInvited;
  const label = asks
    ? t("enrolment.panel.ask")
    : ways.isFull
      ? t("enrolment.panel.wait")
      : ways.isInvited
        ? t("enrolment.panel.accept")
        : t("courses.page.enrol");
  return (
    <form method="post" action={`${coursePath(courseSlug)}/enrol`} className="form">
      {ways.mode === "key" && !ways.isInvited && <KeyField form={form} />}
      {ways.choices.length > 0 && !ways.isInvited && (
        <SelectField
          name="cohort"
          label={t("enrolment.panel.cohort")}
          optional={t("enrolment.optional")}
          placeholder={t("enrolment.panel.no_cohort")}
          options={ways.choices.map(({ slug, name }) => ({ value: slug, label: name }))}
          defaultValue={form.value("cohort")}
          error={form.error("cohort")}
        />
      )}
      {asks && (
        <TextArea
          name="message"
          label={t("enrolment.panel.message")}
          hint={t("enrolment.panel.message_hint")}
          optional={t("enrolment.optional")}
          rows={3}
          maxLength={1000}
          defaultValue={form.value("message")}
          error={form.error("message")}
        />
      )}
      {ways.mode !== "key" && ways.takesKey && !ways.isInvited && (
        <details open={form.error("key") !== undefined}>
          <summary>{t("enrolment.panel.have_key")}</summary>
          <KeyField form={form} />
        </details>
      )}
      <ButtonRow>
        <Button variant="primary">{label}</Button>
        {reading}
      </ButtonRow>
    </form>
  );
}

function KeyField({ form }: { form: FormState }) {
  const { t } = useI18n();
  return (
    <TextField
      name="key"
      label={t("enrolment.field.key")}
      maxLength={200}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      error={form.error("key")}
      defaultValue={form.value("key")}
    />
  );
}

/** A key opens what is closed, and puts who is in already into its cohort. */
export function KeyForm({ courseSlug, form }: { courseSlug: string; form: FormState }) {
  const { t } = useI18n();
  return (
    <details open={form.error("key") !== undefined}>
      <summary>{t("enrolment.panel.have_key")}</summary>
      <form method="post" action={`${coursePath(courseSlug)}/enrol`} className="form">
        <KeyField form={form} />
        <ButtonRow>
          <Button>{t("enrolment.panel.use_key")}</Button>
        </ButtonRow>
      </form>
    </details>
  );
}

function Asked({ courseSlug, ways, reading }: Part) {
  const { t } = useI18n();
  const { kind, turn } = ways.request!;
  return (
    <>
      <Notice title={kind === "approval" ? t("enrolment.panel.asked") : t("enrolment.panel.waiting", { turn })}>
        <p>{t("enrolment.panel.told")}</p>
      </Notice>
      <form method="post" action={`${coursePath(courseSlug)}/leave`} className="button-row">
        {reading}
        <Button>{t("enrolment.panel.withdraw")}</Button>
      </form>
    </>
  );
}
