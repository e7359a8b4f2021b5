import type { Criterion } from "#app/modules/learning/assignments/rubric.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { RubricHead } from "./rubric-head.tsx";

type Course = { languages: string[]; defaultLanguage: string };
type Props = {
  criteria: Criterion[];
  /** Of the page that edits it. */
  address: string;
  course: Course;
};

/** The criteria of an assignment in their order, with the way to the page that edits them. */
export function Rubric({ criteria, address, course }: Props) {
  const { t } = useI18n();
  return (
    <section className="section stack" aria-labelledby="rubric">
      <h2 id="rubric" tabIndex={-1}>
        {t("assignments.rubric.title")}
      </h2>
      {criteria.length === 0 && (
        <EmptyState title={t("assignments.rubric.empty")}>{t("assignments.rubric.empty_next")}</EmptyState>
      )}
      {criteria.length > 0 && <RubricTable criteria={criteria} course={course} />}
      <p>
        <LinkButton href={address}>
          {t(criteria.length > 0 ? "assignments.rubric.edit" : "assignments.rubric.add")}
        </LinkButton>
      </p>
    </section>
  );
}

/** A row for each criterion, a column for each of its levels, with the points and what they are for. */
function RubricTable({ criteria, course }: Omit<Props, "address">) {
  const { t, format, language } = useI18n();
  const columns = Math.max(...criteria.map(({ levels }) => levels.length));
  const numbers = Array.from({ length: columns }, (_, index) => index);
  return (
    <div className="rubric-table" role="region" aria-label={t("assignments.rubric.table")} tabIndex={0}>
      <table className="table" role="table">
        <RubricHead levels={columns} />
        <tbody role="rowgroup">
          {criteria.map(({ key, title, levels }) => {
            const words = textIn(title, language, course.defaultLanguage);
            return (
              <tr key={key} role="row">
                <th role="rowheader" scope="row">
                  <bdi lang={words.language}>{words.text}</bdi>
                </th>
                {numbers.map((number) => {
                  const level = levels[number];
                  return (
                    <td key={number} role="cell">
                      {level ? (
                        <>
                          <b>{format.marks(level.points)}</b>{" "}
                          <bdi>{textIn(level.title, language, course.defaultLanguage).text}</bdi>
                        </>
                      ) : (
                        "–"
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
