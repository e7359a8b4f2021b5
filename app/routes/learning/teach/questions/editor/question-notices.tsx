import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import type { QuestionPage } from "./edit-data.server.ts";

type NoticesProps = Pick<QuestionPage, "access" | "question" | "missing" | "outdated" | "language" | "original">;

/** What an author should know before writing: attempts, removal, the state of the translations. */
export function QuestionNotices({ access, question, missing, outdated, language, original }: NoticesProps) {
  const { t, format } = useI18n();
  // One link is enough where one quiz asks it; else each quiz's own page has it.
  const quizzes = question.askedIn.length === 1 ? question.askedIn : [];
  const names = (codes: string[]) => format.list(codes.map((code) => format.languageName(code)));
  return (
    <div className="stack">
      {question.isRemoved && <Notice tone="warning">{t("authoring.question.is_removed")}</Notice>}
      {question.attempts > 0 && (
        <Notice>
          {t("authoring.question.has_attempts", { count: question.attempts })}{" "}
          {quizzes.map((quiz) => (
            <a key={quiz} href={teachPath(access.course.slug, `quizzes/${quiz}/regrade`)}>
              {t("authoring.question.regrade")}
            </a>
          ))}
        </Notice>
      )}
      {original && outdated.includes(language) && (
        <Notice tone="warning">{t("authoring.question.outdated_here")}</Notice>
      )}
      {original && missing.includes(language) && <Notice>{t("authoring.question.missing_here")}</Notice>}
      {!original && missing.length > 0 && (
        <p className="small soft">{t("authoring.question.missing_in", { languages: names(missing) })}</p>
      )}
      {!original && outdated.length > 0 && (
        <p className="small soft">{t("authoring.question.outdated_in", { languages: names(outdated) })}</p>
      )}
    </div>
  );
}
