import type { Category } from "#app/modules/learning/bank/change-categories.server.ts";
import type { QuestionFilter } from "#app/modules/learning/bank/list-questions.server.ts";
import { queryOf } from "./filter.ts";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";

type AsideProps = { courseSlug: string; categories: Category[]; filter: QuestionFilter };

/** The categories of a bank as a tree, with how many questions each holds. */
export function BankAside({ courseSlug, categories, filter }: AsideProps) {
  const { t, format } = useI18n();
  return (
    <SidePanel title={t("authoring.bank.categories")}>
      <ul role="list" className="category-tree">
        <li>
          <a href={questionsPath(courseSlug)} aria-current={queryOf(filter) === "" ? "page" : undefined}>
            {t("authoring.bank.all_questions")}
          </a>
        </li>
        {categories.map(({ id, depth, title, questionsBelow }) => (
          <li key={id} className={`depth-${depth}`}>
            <a
              href={`${questionsPath(courseSlug)}?category=${id}`}
              aria-current={filter.category === id ? "page" : undefined}
              lang={title.language}
            >
              <bdi>{title.text}</bdi>
            </a>{" "}
            <span className="small soft">{format.number(questionsBelow)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={questionsPath(courseSlug, "categories")}>{t("authoring.bank.edit_categories")}</a>
      </p>
    </SidePanel>
  );
}
