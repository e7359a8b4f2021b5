import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { maxTitleLength, pollAnswers } from "#app/modules/forum/limits.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import { closePoll, getTopicToPoll, makePoll, removePoll } from "#app/modules/forum/polls/lead-poll.server.ts";
import { pollSchema } from "#app/modules/forum/schemas.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PollResults } from "./poll-results.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const topic = await getTopicToPoll(actor, topicNumberOf(param("id")));
  const { poll } = topic;
  const mayRemove = poll !== null && (poll.voters === 0 || canFacilitate(actor, topic.spaceCode));
  return { title: t(poll ? "forum.poll.end_title" : "forum.poll.new_title"), topic, poll, mayRemove };
});

const admit = ({ actor, param }: PageRequest) => getTopicToPoll(actor, topicNumberOf(param("id")));

const saids = { close: "forum.poll.closed", reopen: "forum.poll.reopened", remove: "forum.poll.removed" } as const;

export const action = form({ schema: pollSchema, admit }, async (input, { actor, param }) => {
  const publicId = topicNumberOf(param("id"));
  if (input.intent === "make") {
    const topic = await makePoll(actor, publicId, { ...input, isMultiple: input.several === true });
    return redirectWith(`${topicPath(topic)}#poll`, { flash: "forum.poll.made" });
  }
  const { intent } = input;
  const topic = await (intent === "remove" ? removePoll(actor, publicId) : closePoll(actor, publicId, intent));
  return redirectWith(topicPath(topic), { flash: saids[intent] });
});

export const meta = pageTitle;

export default function LeadPoll() {
  const { t } = useI18n();
  const { title, topic, poll } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      {poll ? <EndPoll /> : <NewPoll />}
    </Page>
  );
}

function NewPoll() {
  const { t } = useI18n();
  const { topic } = useLoaderData<typeof loader>();
  const form = useFormState();
  const labels = {
    question: t("forum.poll.question"),
    answers: t("forum.poll.answers"),
    until: t("forum.poll.until"),
  };
  return (
    <>
      <FormProblems form={form} labels={labels} />
      <form method="post" action={`/topics/${topic.publicId}/poll`} className="stack">
        <p>{t("forum.poll.means")}</p>
        <TextField
          name="question"
          label={labels.question}
          maxLength={maxTitleLength}
          required
          error={form.error("question")}
          defaultValue={form.value("question")}
        />
        <TextArea
          name="answers"
          label={labels.answers}
          hint={t("forum.poll.answers_hint", { max: pollAnswers.length })}
          rows={5}
          required
          error={form.error("answers")}
          defaultValue={form.value("answers")}
        />
        <CheckField
          name="several"
          value="1"
          label={t("forum.poll.several")}
          defaultChecked={Boolean(form.value("several"))}
        />
        <TextField
          name="until"
          type="date"
          label={labels.until}
          hint={t("forum.poll.until_hint")}
          error={form.error("until")}
          defaultValue={form.value("until")}
        />
        <ButtonRow>
          <Button name="intent" value="make" variant="primary">
            {t("forum.poll.make")}
          </Button>
          <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </>
  );
}

function EndPoll() {
  const { t } = useI18n();
  const { topic, poll, mayRemove } = useLoaderData<typeof loader>();
  if (!poll) return null;
  return (
    <form method="post" action={`/topics/${topic.publicId}/poll`} className="stack">
      <h2 dir="auto">{poll.question}</h2>
      <PollResults poll={poll} />
      <p>{t(poll.isClosed ? "forum.poll.is_closed" : "forum.poll.close_means")}</p>
      <ButtonRow>
        {!(poll.isClosed && topic.isArchived) && (
          <Button name="intent" value={poll.isClosed ? "reopen" : "close"} variant="primary">
            {t(poll.isClosed ? "forum.poll.reopen" : "forum.poll.close")}
          </Button>
        )}
        {mayRemove && (
          <Button name="intent" value="remove" variant="danger">
            {t("forum.poll.remove")}
          </Button>
        )}
        <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
      </ButtonRow>
    </form>
  );
}
