import type { FormState } from "#app/http/typed.ts";
import type { SavedAnswers } from "#app/modules/learning/attempts.server.ts";
import { attemptPath } from "#app/modules/learning/paths.ts";
import type { AttemptPageData } from "#app/routes/learning/attempt-data.server.ts";
import { AskedQuestion } from "#app/routes/learning/asked-question.tsx";
import { Button, ButtonRow, LinkButton } from "#app/ui/buttons.tsx";
import { useI18n } from "#app/ui/i18n.tsx";
import { Island } from "#app/ui/island.tsx";

type AttemptFormProps = AttemptPageData & { form: FormState; conflict: SavedAnswers | null };

/**
 * All questions of the attempt, filled with what was typed (after a refusal or after signing in again), else with what
 * is saved. With JavaScript every change is saved by itself; while two versions stand beside each other nothing is, until
 * the person has chosen.
 */
export function AttemptForm(props: AttemptFormProps) {
  const { course, unit, attempt, questions, form, conflict } = props;
  const address = attemptPath(course.slug, unit.slug);
  const isTyped = form.all("intent") !== null;
  const isThisAttempt = form.value("attempt", String(attempt.number)) === String(attempt.number);
  const based = isThisAttempt ? form.value("version", String(attempt.version)) : String(attempt.version);
  const fields = (
    <form method="post" action={address} className="stack-loose" autoComplete="off">
      <input type="hidden" name="version" value={conflict ? conflict.version : based} />
      <input type="hidden" name="attempt" value={attempt.number} />
      {questions.map((question) => {
        const name = `q${question.number}`;
        return (
          <AskedQuestion
            key={question.number}
            question={{ ...question, response: form.all(name) ?? question.response }}
            error={form.error(name)}
            saved={conflict ? (conflict.answers[question.number] ?? []) : null}
          />
        );
      })}
      {conflict ? <Choice address={address} /> : <SaveBar {...props} />}
    </form>
  );
  if (conflict) return fields;
  return (
    <Autosaved {...props} isTyped={isTyped}>
      {fields}
    </Autosaved>
  );
}

function Autosaved({ attempt, course, unit, forgetsDevice, isTyped, children }: AutosavedProps) {
  const { t } = useI18n();
  return (
    <>
      <quiz-autosave
        data-url={`${attemptPath(course.slug, unit.slug)}.json`}
        data-attempt={attempt.id}
        data-dirty={isTyped ? "" : undefined}
        data-forget={forgetsDevice ? "" : undefined}
        data-saving={t("learning.attempt.saving")}
        data-offline={t("learning.attempt.offline")}
      >
        {children}
      </quiz-autosave>
      <Island name="quiz-autosave" />
    </>
  );
}

type AutosavedProps = AttemptPageData & { isTyped: boolean; children: React.ReactNode };

/** What is saved stays in sight. Save comes before Submit: the first button is what the Enter key presses. */
function SaveBar({ attempt }: AttemptFormProps) {
  const { t, format } = useI18n();
  return (
    <>
      <ButtonRow>
        <Button name="intent" value="save">
          {t("learning.attempt.save")}
        </Button>
        <Button name="intent" value="submit" variant="primary">
          {t("learning.attempt.submit")}
        </Button>
      </ButtonRow>
      <p className="saved save-line" role="status">
        {attempt.savedAt
          ? t("learning.attempt.saved", { time: format.time(attempt.savedAt) })
          : t("learning.attempt.not_saved")}
      </p>
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
      <LinkButton href={`${address}?use=saved`}>{t("learning.attempt.conflict.theirs")}</LinkButton>
    </ButtonRow>
  );
}
