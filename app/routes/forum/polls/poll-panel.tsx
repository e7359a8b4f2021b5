import { useLoaderData } from "@remix-run/react";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckGroup, RadioGroup } from "#app/ui/forms/choices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PollResults } from "./poll-results.tsx";

/** The poll of a topic below its opening post: the answers to choose from, then how others chose. */
export function PollPanel() {
  const { t, format } = useI18n();
  const { topic, mayVote } = useLoaderData() as TopicView;
  const { poll } = topic;
  if (!poll) return null;
  const hasVoted = poll.mine.length > 0;
  return (
    <section className="section stack" id="poll" aria-labelledby="poll-question">
      <h2 id="poll-question" dir="auto">
        {poll.question}
      </h2>
      {poll.isClosed && <p className="soft">{t("forum.poll.is_closed")}</p>}
      {!poll.isClosed && poll.closesAt && (
        <p className="soft">{t("forum.poll.open_until", { date: format.dateTime(poll.closesAt) })}</p>
      )}
      {mayVote && !hasVoted && <VoteForm />}
      {(!mayVote || hasVoted) && <PollResults poll={poll} />}
      {mayVote && !hasVoted && <p className="small soft">{t("forum.poll.voters", { count: poll.voters })}</p>}
      {mayVote && hasVoted && (
        <details className="stack">
          <summary>{t("forum.poll.change")}</summary>
          <VoteForm />
        </details>
      )}
    </section>
  );
}

function VoteForm() {
  const { t } = useI18n();
  const { topic } = useLoaderData() as TopicView;
  const poll = topic.poll!;
  const choices = poll.answers.map(({ position, label }) => ({
    value: String(position),
    label: <bdi>{label}</bdi>,
  }));
  const group = {
    name: "answer",
    label: t(poll.isMultiple ? "forum.poll.choose_several" : "forum.poll.choose"),
    choices,
  };
  const mine = poll.mine.map(String);
  return (
    <form method="post" action={`/topics/${topic.publicId}/vote`} className="stack">
      {poll.isMultiple ? <CheckGroup {...group} chosen={mine} /> : <RadioGroup {...group} chosen={mine[0]} required />}
      <ButtonRow>
        <Button name="intent" value="vote">
          {t("forum.poll.vote")}
        </Button>
        {mine.length > 0 && (
          <Button name="intent" value="withdraw" variant="quiet" formNoValidate>
            {t("forum.poll.withdraw")}
          </Button>
        )}
      </ButtonRow>
    </form>
  );
}
