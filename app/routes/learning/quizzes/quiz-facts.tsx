import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { Start } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import type { StartRefusal } from "#app/modules/learning/dates/timing.ts";
import { durationLabel } from "./duration.ts";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Time } from "#app/ui/text/time.tsx";

type QuizFactsProps = {
  start: Start;
  now: Date;
  /** The percentage that passes. */
  passed?: number;
};

/** The dates and limits of a quiz as they hold for the reader, what happens at the end, and how the grade is made. */
export function QuizFacts({ start, now, passed }: QuizFactsProps) {
  const { t, format } = useI18n();
  const { settings, limits, earlier, questions, refusal } = start;
  const { timeLimit, attemptsAllowed, opensAt, closesAt } = limits;
  const moment = (date: Date) => (
    <Time iso={date.toISOString()} text={zonedMoment(format, date)} relative={format.relative(date, now)} />
  );
  const left = Math.max(0, attemptsAllowed - earlier.count);
  const isTimed = timeLimit > 0 || closesAt !== null;
  const ending = (
    {
      submit: "quizzes.attempt.ending_submit",
      grace: "quizzes.attempt.ending_grace",
      discard: "quizzes.attempt.ending_discard",
    } as const
  )[settings.timeEnd];
  return (
    <DefinitionList
      items={[
        { term: t("quizzes.attempt.questions"), value: questions > 0 ? format.number(questions) : null },
        {
          term: t("quizzes.attempt.needed"),
          value: passed === undefined ? null : t("learning.course.percent", { percent: passed }),
        },
        {
          term: t("quizzes.attempt.time_limit"),
          value: timeLimit > 0 ? durationLabel(t, format, timeLimit) : t("quizzes.attempt.unlimited"),
        },
        {
          term: t("quizzes.attempt.opens"),
          value: opensAt && opensAt > now && <Deadline what="opens" at={opensAt} isNamed />,
        },
        { term: t("quizzes.attempt.closes"), value: closesAt && <Deadline what="closes" at={closesAt} isNamed /> },
        {
          term: t("quizzes.attempt.would_end"),
          value: isTimed && !refusal ? moment(endIfNow(now, { timeLimit, closesAt })) : null,
        },
        {
          term: t("quizzes.attempt.at_end"),
          value: isTimed ? t(ending, { time: durationLabel(t, format, settings.grace) }) : null,
        },
        {
          term: t("quizzes.attempt.left"),
          value:
            attemptsAllowed > 0
              ? t("quizzes.attempt.left_of", { left, count: attemptsAllowed })
              : t("quizzes.attempt.unlimited"),
        },
        {
          term: t("quizzes.attempt.delay"),
          value: settings.delay > 0 && left !== 1 ? durationLabel(t, format, settings.delay) : null,
        },
        { term: t("quizzes.attempt.method"), value: attemptsAllowed === 1 ? null : t(methods[settings.gradeMethod]) },
      ]}
    />
  );
}

const methods = {
  highest: "quizzes.attempt.method_highest",
  average: "quizzes.attempt.method_average",
  first: "quizzes.attempt.method_first",
  last: "quizzes.attempt.method_last",
} as const;

function endIfNow(now: Date, { timeLimit, closesAt }: { timeLimit: number; closesAt: Date | null }): Date {
  const limit = timeLimit > 0 ? now.getTime() + timeLimit * 1000 : Infinity;
  return new Date(Math.min(limit, closesAt?.getTime() ?? Infinity));
}

/** Why no attempt may begin now, and when one may. */
export function StartRefused({ refusal }: { refusal: StartRefusal }) {
  const { t, format, now } = useI18n();
  return (
    <Notice tone="info" title={t(refusal.code)}>
      {refusal.code === "quizzes.error.not_open_yet" && <Deadline what="opens" at={refusal.at} />}
      {refusal.code === "quizzes.error.closed" && <Deadline what="closes" at={refusal.at} />}
      {refusal.code === "quizzes.error.too_soon" && (
        <Time
          iso={refusal.at.toISOString()}
          text={t("quizzes.attempt.next_at", { time: zonedMoment(format, refusal.at) })}
          relative={format.relative(refusal.at, now)}
        />
      )}
    </Notice>
  );
}
