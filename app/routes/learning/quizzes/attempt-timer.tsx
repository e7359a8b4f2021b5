import { zonedMoment } from "#app/i18n/zone-name.ts";
import { localeOf } from "#app/i18n/translator.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { Time } from "#app/ui/text/time.tsx";

type AttemptTimerProps = {
  attemptId: string;
  endsAt: Date;
  /** The server's clock now. */
  now: Date;
  /** The id of the form that is sent when the time ends. */
  form: string;
  timeEnd: "submit" | "grace" | "discard";
};

/** When an attempt ends, as a time of the clock; with JavaScript also how much is left, counted by the server's clock. */
export function AttemptTimer({ attemptId, endsAt, now, form, timeEnd }: AttemptTimerProps) {
  const { t, format, language } = useI18n();
  return (
    <div>
      <quiz-timer
        data-attempt={attemptId}
        data-now={now.getTime()}
        data-ends={endsAt.getTime()}
        data-form={form}
        data-intent={timeEnd === "submit" ? "submit" : "save"}
        data-locale={localeOf(language)}
        data-zone={format.zone}
        data-moment={zonedMoment({ ...format, dateTime: () => "{time}" }, endsAt)}
        data-left={t("quizzes.attempt.timer_left", { time: "{time}" })}
        data-over={t("quizzes.attempt.timer_over")}
      >
        <p>
          {t("quizzes.attempt.ends")} <Time iso={endsAt.toISOString()} text={zonedMoment(format, endsAt)} />
        </p>
        <p hidden>
          <span className="numeric" aria-hidden="true" data-clock="" />{" "}
          <Button type="button" variant="quiet">
            {t("quizzes.attempt.timer_ask")}
          </Button>
          <span className="visually-hidden" role="status" data-voice="" />
        </p>
      </quiz-timer>
      <Island name="quiz-timer" />
    </div>
  );
}
