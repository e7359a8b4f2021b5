import type { Translate } from "#app/ui/text/translate.ts";

export type FieldProblem = { field: string; message: string };

/**
 * What is wrong with a form, above it, each line a link to its field. It takes the focus when the page loads, so that
 * nobody wonders why the same form came back. `field` is the id of the field.
 */
export function ErrorSummary({ problems, t, title }: { problems: FieldProblem[]; t: Translate; title?: string }) {
  if (problems.length === 0) return null;
  return (
    <div
      className="error-summary stack stack-tight"
      id="error-summary"
      role="alert"
      tabIndex={-1}
      autoFocus
      aria-labelledby="error-summary-title"
    >
      <h2 id="error-summary-title">{title ?? t("ui.form.problems", { count: problems.length })}</h2>
      <ul role="list" className="stack stack-tight">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
