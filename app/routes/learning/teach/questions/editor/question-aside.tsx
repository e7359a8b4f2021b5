import type { QuestionPage } from "./edit-data.server.ts";
import { HomeField } from "#app/routes/learning/teach/questions/home-field.tsx";
import { builderPath, questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** Where a question lives, its versions, and what else can be done with it. */
export function QuestionAside(loaded: QuestionPage) {
  const { t, format } = useI18n();
  const { access, question, language, categories, quizzes } = loaded;
  const { slug } = access.course;
  const action = questionPath(slug, question.id, language);
  const category = categories.find(({ id }) => id === question.categoryId);
  const unit = quizzes.find((one) => one.slug === question.unitSlug);
  const asking = quizzes.filter((one) => question.askedIn.includes(one.slug));
  const home = question.unitSlug ? `unit:${question.unitSlug}` : `category:${question.categoryId}`;
  return (
    <SidePanel title={t("authoring.question.about")}>
      <ul role="list" className="stack stack-tight">
        <li>
          <a href={`${questionsPath(slug, `${question.id}/try`)}?text=${language}`}>{t("authoring.question.try")}</a>
        </li>
        <li>
          <a href={questionsPath(slug, `${question.id}/versions`)}>
            {t("authoring.question.version", { number: question.number })}
          </a>{" "}
          <span className="small soft">
            <Time iso={question.savedAt.toISOString()} text={format.dateTime(question.savedAt)} />
          </span>
        </li>
        {category && (
          <li>
            {t("authoring.question.in_category")}{" "}
            <a href={`${questionsPath(slug)}?category=${category.id}`}>
              <UserText lang={category.title.language}>{category.title.text}</UserText>
            </a>
          </li>
        )}
        {unit && (
          <li>
            {t("authoring.question.in_quiz")}{" "}
            <a href={builderPath(slug, unit.slug)}>
              <UserText lang={unit.title.language}>{unit.title.text}</UserText>
            </a>
          </li>
        )}
        {!unit && asking.length > 0 && (
          <li>
            {t("authoring.question.asked_by")}{" "}
            {asking.map(({ slug: quiz, title }) => (
              <a key={quiz} href={builderPath(slug, quiz)} lang={title.language}>
                <bdi>{title.text}</bdi>{" "}
              </a>
            ))}
          </li>
        )}
      </ul>
      <details>
        <summary>{t("authoring.question.move")}</summary>
        <form method="post" action={action} className="stack stack-tight">
          <HomeField categories={categories} quizzes={quizzes} chosen={home} />
          <Button name="intent" value="move">
            {t("authoring.question.move")}
          </Button>
        </form>
      </details>
      <form method="post" action={action}>
        {question.isRemoved ? (
          <Button name="intent" value="restore">
            {t("authoring.question.restore")}
          </Button>
        ) : (
          <Button name="intent" value="remove" variant="danger">
            {t("authoring.question.remove")}
          </Button>
        )}
      </form>
    </SidePanel>
  );
}
