import type { FormState } from "#app/http/typed.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { attemptPath } from "#app/modules/learning/courses/paths.ts";
import type { SavedAnswers } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { AskedQuestion } from "#app/routes/learning/questions/asked-question.tsx";
import type { FormData } from "./attempt-data.server.ts";
import { AttemptTimer } from "./attempt-timer.tsx";
import { noNumber } from "./no-number.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { SaveLine, saveWords } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type AttemptFormProps = FormData & { form: FormState };

/**
 * The questions of one page of an attempt, filled with what was typed (after a refusal or after signing in again), else
 * with what is saved. With JavaScript every change is saved by itself; while two versions stand beside each other nothing
 * is, until the person has chosen.
 */
export function AttemptForm(props: AttemptFormProps) {
  const { t } = useI18n();
  const { course, unit, attempt, questions, form, page, pages, now, timeEnd, open } = props;
  const address = attemptPath(course.slug, unit.slug);
  const conflict = form.failure?.code === "learning.error.stale" ? (form.failure.data as SavedAnswers) : null;
  const isThisAttempt = form.value("attempt", String(attempt.number)) === String(attempt.number);
  const saved =
    form.failure?.code === "error.form" ? (form.failure.data as { version: number } | undefined) : undefined;
  const based = saved
    ? String(saved.version)
    : isThisAttempt
      ? form.value("version", String(attempt.version))
      : String(attempt.version);
  const numbers = questions.map(({ number }) => number).join();
  // What was typed on another page of the quiz belongs there.
  const isTyped = form.all("intent") !== null && isThisAttempt && form.value("page", numbers) === numbers;
  const fields = (
    <form
      method="post"
      action={pages > 1 ? `${address}?page=${page}` : address}
      id="attempt-form"
      className="stack-loose"
      autoComplete="off"
    >
      <input type="hidden" name="version" value={conflict ? conflict.version : based} />
      <input type="hidden" name="attempt" value={attempt.number} />
      {pages > 1 && <input type="hidden" name="page" value={numbers} />}
      {pages > 1 && <input type="hidden" name="to" value={page} />}
      {questions.map((question) => {
        const name = `q${question.number}`;
        return (
          <AskedQuestion
            key={question.number}
            question={{ ...question, response: (isTyped ? form.all(name) : null) ?? question.response }}
            error={form.error(name) ?? sayNoNumber(open.unread[question.number], t)}
            saved={conflict ? (conflict.answers[question.number] ?? []) : null}
          />
        );
      })}
      {conflict ? <Choice address={`${address}?page=${page}`} /> : <SaveBar {...props} />}
    </form>
  );
  return (
    <div className="stack stack-loose">
      {conflict ? <Conflict conflict={conflict} startedAt={attempt.startedAt} /> : <FormProblems form={form} />}
      {attempt.endsAt && (
        <AttemptTimer attemptId={attempt.id} endsAt={attempt.endsAt} now={now} form="attempt-form" timeEnd={timeEnd} />
      )}
      <div>
        {conflict ? (
          fields
        ) : (
          <Autosaved {...props} isTyped={isTyped}>
            {fields}
          </Autosaved>
        )}
      </div>
    </div>
  );
}

/** Said wherever it is seen, before the attempt is submitted. */
function sayNoNumber(typed: string[] | undefined, t: Translate): string | undefined {
  if (!typed) return undefined;
  const { code, values } = noNumber(typed);
  return t(code, values);
}

function Conflict({ conflict, startedAt }: { conflict: SavedAnswers; startedAt: Date }) {
  const { t, format } = useI18n();
  return (
    <div className="measure" role="alert" tabIndex={-1} autoFocus>
      <Notice tone="warning" title={t("learning.attempt.conflict.title")}>
        {t("learning.attempt.conflict.text", { time: format.time(new Date(conflict.savedAt ?? startedAt)) })}
      </Notice>
    </div>
  );
}

function Autosaved({ attempt, course, unit, questions, forgetsDevice, isTyped, children }: AutosavedProps) {
  return (
    <>
      <quiz-autosave
        data-url={`${attemptPath(course.slug, unit.slug)}.json`}
        // By its questions: how many stand on a page may change while an attempt runs.
        data-attempt={`${attempt.id}:${questions.map(({ number }) => number).join()}`}
        data-dirty={isTyped ? "" : undefined}
        data-forget={forgetsDevice ? "" : undefined}
      >
        {children}
      </quiz-autosave>
      <Island name="quiz-autosave" />
    </>
  );
}

type AutosavedProps = FormData & { isTyped: boolean; children: React.ReactNode };

/** The server says itself how many answers it has saved. */
function quizWords(t: Translate) {
  const { saving, offline, lost } = saveWords(t);
  return { saving, offline, lost };
}

/** What is saved stays in sight, above the buttons, so that it never lies over them. Save comes before all others: the first button is what the Enter key presses. */
function SaveBar({ attempt, page, pages, open, count }: AttemptFormProps) {
  const { t, format } = useI18n();
  const isLast = page === pages;
  return (
    <>
      {pages > 1 && <p className="small soft attempt-page">{t("quizzes.attempt.page", { page, pages })}</p>}
      <SaveLine said={attempt.savedAt ? "saved" : "clean"} words={quizWords(t)}>
        {attempt.savedAt
          ? t("learning.attempt.saved", {
              time: format.time(attempt.savedAt),
              answered: count - open.unanswered.length,
              count,
            })
          : t("learning.attempt.not_saved")}
      </SaveLine>
      <ButtonRow>
        <Button name="intent" value="save">
          {t("learning.attempt.save")}
        </Button>
        {page > 1 && (
          <Button name="to" value={page - 1}>
            {t("quizzes.attempt.previous_page")}
          </Button>
        )}
        {!isLast && (
          <Button name="to" value={page + 1} variant="primary">
            {t("quizzes.attempt.next_page")}
          </Button>
        )}
        {pages > 1 && (
          <Button name="intent" value="check" variant={isLast ? "primary" : "secondary"}>
            {t("quizzes.attempt.check")}
          </Button>
        )}
        {pages === 1 && (
          <Button name="intent" value="submit" variant="primary">
            {t("learning.attempt.submit")}
          </Button>
        )}
      </ButtonRow>
    </>
  );
}

function Choice({ address }: { address: string }) {
  const { t } = useI18n();
  return (
    <ButtonRow>
      <Button name="intent" value="save" variant="primary">
        {t("learning.attempt.conflict.mine")}
      </Button>
      <LinkButton href={`${address}&use=saved`}>{t("learning.attempt.conflict.theirs")}</LinkButton>
    </ButtonRow>
  );
}
