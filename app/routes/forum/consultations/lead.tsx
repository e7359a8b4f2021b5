import { randomUUID } from "node:crypto";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import {
  closeConsultation,
  getTopicToConsult,
  keepConsultationOpen,
  makeConsultation,
  removeConsultation,
} from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { countTold, publishSynthesis } from "#app/modules/forum/consultations/publish-synthesis.server.ts";
import { leadSchema } from "#app/modules/forum/consultations/schemas.ts";
import { maxTitleLength } from "#app/modules/forum/limits.ts";
import { consultationPath, replyPath, topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { anyStatementUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SynthesisForm } from "./synthesis-form.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const topic = await getTopicToConsult(actor, topicNumberOf(param("id")));
  const { id, publicId, slug, title, consultation, outcome, isArchived } = topic;
  // What publishing does is said before.
  const told = consultation?.phase === "synthesis" ? await countTold(actor!.id, id) : 0;
  return {
    title: t(consultation ? "forum.consultation.lead_title" : "forum.consultation.make_title"),
    topic: { publicId, slug, title, isArchived },
    consultation,
    outcome,
    told,
    clientId: randomUUID(),
  };
});

const admit = ({ actor, param }: PageRequest) => getTopicToConsult(actor, topicNumberOf(param("id")));

export const action = form({ schema: leadSchema, admit }, async (input, { actor, param }) => {
  const publicId = topicNumberOf(param("id"));
  if (input.intent === "make") {
    await makeConsultation(actor, publicId, input);
    return redirectWith(consultationPath(publicId), { flash: "forum.consultation.made" });
  }
  if (input.intent === "until") {
    await keepConsultationOpen(actor, publicId, input.until);
    return redirectWith(consultationPath(publicId), { flash: "forum.consultation.kept_open" });
  }
  if (input.intent === "publish") {
    await publishSynthesis(actor, publicId, input);
    return redirectWith(consultationPath(publicId), { flash: "forum.consultation.published_now" });
  }
  if (input.intent === "close") {
    await closeConsultation(actor, publicId);
    return redirectWith(consultationPath(publicId), { flash: "forum.consultation.closed" });
  }
  const topic = await removeConsultation(actor, publicId, anyStatementUndecided);
  return redirectWith(topicPath(topic), { flash: "forum.consultation.removed" });
});

export const meta = pageTitle;

export default function LeadConsultation() {
  const { t } = useI18n();
  const { title, topic, consultation } = useLoaderData<typeof loader>();
  const labels = {
    question: t("forum.consultation.question"),
    until: t("forum.consultation.until"),
    body: t("forum.consultation.synthesis"),
  };
  const crumbs = [{ label: topic.title, href: topicPath(topic) }];
  if (consultation) crumbs.push({ label: consultation.question, href: consultationPath(topic.publicId) });
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={crumbs} />
      <FormProblems form={useFormState()} labels={labels} />
      {consultation ? (
        <>
          <Phases />
          {consultation.phase !== "published" && <Remove />}
        </>
      ) : (
        <Make />
      )}
    </Page>
  );
}

function useLead() {
  const { topic } = useLoaderData<typeof loader>();
  return { method: "post", action: `${consultationPath(topic.publicId)}/lead`, className: "stack" } as const;
}

function Make() {
  const { t } = useI18n();
  const { topic } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <form {...useLead()}>
      <p>{t("forum.consultation.make_means")}</p>
      <TextField
        name="question"
        label={t("forum.consultation.question")}
        maxLength={maxTitleLength}
        required
        error={form.error("question")}
        defaultValue={form.value("question")}
      />
      <Until />
      <ButtonRow>
        <Button name="intent" value="make" variant="primary">
          {t("forum.consultation.make")}
        </Button>
        <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
      </ButtonRow>
    </form>
  );
}

function Until() {
  const { t } = useI18n();
  const form = useFormState();
  return (
    <TextField
      name="until"
      type="date"
      label={t("forum.consultation.until")}
      hint={t("forum.consultation.until_hint")}
      required
      error={form.error("until")}
      defaultValue={form.value("until")}
    />
  );
}

/** What comes next: another day or the end; the synthesis; nothing once it is published. */
function Phases() {
  const { t, format } = useI18n();
  const { topic, consultation, outcome, told, clientId } = useLoaderData<typeof loader>();
  const lead = useLead();
  const { phase, closesAt } = consultation!;
  const date = format.dateTime(closesAt);
  if (phase === "published")
    return (
      <p>
        {t("forum.consultation.published_means")}{" "}
        {outcome && <a href={replyPath(topic, outcome.number)}>{t("forum.consultation.read_synthesis")}</a>}
      </p>
    );
  return (
    <>
      {phase === "open" && (
        <form {...lead}>
          <p>{t("forum.consultation.close_means", { date })}</p>
          <ButtonRow>
            <Button name="intent" value="close" variant="primary">
              {t("forum.consultation.close")}
            </Button>
          </ButtonRow>
        </form>
      )}
      {phase === "synthesis" && !topic.isArchived && (
        <SynthesisForm action={lead.action} clientId={clientId} told={told} />
      )}
      {!topic.isArchived && <Longer isOpen={phase === "open"} />}
    </>
  );
}

function Longer({ isOpen }: { isOpen: boolean }) {
  const { t } = useI18n();
  return (
    <section className="section stack" aria-labelledby="longer">
      <h2 id="longer">{t(isOpen ? "forum.consultation.other_day" : "forum.consultation.reopen_title")}</h2>
      <form {...useLead()}>
        <Until />
        <ButtonRow>
          <Button name="intent" value="until">
            {t(isOpen ? "forum.consultation.set_day" : "forum.consultation.reopen")}
          </Button>
        </ButtonRow>
      </form>
    </section>
  );
}

function Remove() {
  const { t } = useI18n();
  return (
    <section className="section stack" aria-labelledby="remove">
      <h2 id="remove">{t("forum.consultation.remove")}</h2>
      <form {...useLead()}>
        <p>{t("forum.consultation.remove_means")}</p>
        <ButtonRow>
          <Button name="intent" value="remove" variant="danger">
            {t("forum.consultation.remove")}
          </Button>
        </ButtonRow>
      </form>
    </section>
  );
}
