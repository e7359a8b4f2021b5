import type { ReactNode } from "react";
import type { FoundQuestion } from "#app/modules/learning/bank/list-questions.server.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { questionPath } from "#app/routes/learning/teach/questions/paths.ts";
import { kindLabels } from "#app/routes/learning/teach/questions/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type RowsProps = {
  courseSlug: string;
  questions: FoundQuestion[];
  /** Something to do with each, before its words. */
  before?: (question: FoundQuestion) => ReactNode;
};

/** Questions one below the other: what they ask, what kind they are, where they are kept, what is missing. */
export function QuestionRows({ courseSlug, questions, before }: RowsProps) {
  const { t } = useI18n();
  if (questions.length === 0) return null;
  return (
    <ul role="list" className="rows">
      {questions.map((question) => (
        <li key={question.id} className="row">
          {before?.(question)}
          <div className="row-body">
            <h2>
              <a href={questionPath(courseSlug, question.id)} lang={question.prompt.language} dir="auto">
                {excerpt(question.prompt.text) || question.title.text || t("authoring.question.untitled")}
              </a>
            </h2>
            <div className="row-meta">
              <Facts items={factsOf(question)} />
            </div>
            <Signs question={question} />
          </div>
        </li>
      ))}
    </ul>
  );

  function factsOf({ kind, marks, category, unit, tags, title }: FoundQuestion) {
    return [
      title.text && <UserText lang={title.language}>{title.text}</UserText>,
      t(kindLabels[kind]),
      t("learning.attempt.marks", { marks }),
      category && <UserText lang={category.title.language}>{category.title.text}</UserText>,
      unit && (
        <>
          {t("authoring.bank.quiz")} <UserText lang={unit.title.language}>{unit.title.text || unit.slug}</UserText>
        </>
      ),
      ...tags.map((tag) => (
        <UserText key={tag}>
          <span dir="ltr">#</span>
          {tag}
        </UserText>
      )),
    ];
  }
}

function Signs({ question: { missing, outdated, isRemoved } }: { question: FoundQuestion }) {
  const { t, format } = useI18n();
  if (missing.length + outdated.length === 0 && !isRemoved) return null;
  const names = (codes: string[]) => format.list(codes.map((code) => format.languageName(code)));
  return (
    <p className="cluster small">
      {isRemoved && <Chip tone="bad">{t("authoring.bank.removed")}</Chip>}
      {missing.length > 0 && <Chip tone="warn">{t("authoring.bank.missing", { languages: names(missing) })}</Chip>}
      {outdated.length > 0 && <Chip tone="warn">{t("authoring.bank.outdated", { languages: names(outdated) })}</Chip>}
    </p>
  );
}
