import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, it } from "vitest";
import type { Language } from "#app/i18n/languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import type { GradebookPerson } from "#app/modules/learning/grades/get-gradebook.server.ts";
import type { GradeCell, GradedUnit } from "#app/modules/learning/grades/load-grade-cells.server.ts";
import { keepMarkup } from "#app/ui/kept/keep-markup.server.tsx";
import { KeepMarkupProvider } from "#app/ui/kept/kept.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";
import { GradeTable } from "./grade-table.tsx";

const title = { text: `Two & "two" <b>`, language: "en" };
const units: GradedUnit[] = [
  { id: "1", slug: "one", kind: "quiz", title, weight: 1, isHidden: true },
  { id: "2", slug: "two", kind: "assignment", title: { text: "اختبار", language: "ar" }, weight: 1, isHidden: false },
];
const open: GradeCell = {
  ...{ unitId: "1", weight: 1, isHidden: false, isSubmitted: false, isExcused: false, percent: null, closesAt: null },
  ...{ ownPercent: null, isOverridden: false, isInReview: false, state: "open" },
};
const graded = (percent: number): GradeCell => ({ ...open, isSubmitted: true, percent, state: "graded" });
const rows: GradeCell[][] = [
  [open, graded(0)],
  [graded(66.66), { ...graded(100), isOverridden: true }],
  [
    { ...open, state: "missing" },
    { ...open, state: "excused", isExcused: true, isOverridden: true },
  ],
  [
    { ...open, state: "waiting", isSubmitted: true },
    { ...open, state: "waiting", isSubmitted: true, isInReview: true },
  ],
];
const people = rows.map((cells, at): GradebookPerson => ({
  ...{ userId: String(at), name: `O'Neill <${at}>`, handle: `person-${at}`, picture: at === 1 ? "p1" : null },
  ...{ email: null, country: "SN", institution: null, completedAt: null, cohorts: [], cells },
  grade: { percent: at === 0 ? null : 79.99, counted: at, total: 2 },
}));

function tableIn(language: Language, { keeps = true, of = people } = {}): string {
  return renderToStaticMarkup(
    <I18nProvider t={translatorFor(language)} language={language} zone="UTC" now={new Date()}>
      <KeepMarkupProvider value={keeps ? keepMarkup : null}>
        <GradeTable caption="Grades" courseSlug="course" units={units} people={of} toMark={{ 1: 3 }} />
      </KeepMarkupProvider>
    </I18nProvider>,
  );
}

beforeEach(() => forgetSingleton("kept-markup"));

describe("the table of a gradebook", () => {
  it.each(["en", "fr", "ar"] as const)("has in %s, kept, the markup that it has drawn", (language) => {
    const drawn = tableIn(language, { keeps: false });
    expect(tableIn(language)).toBe(drawn);
    expect(tableIn(language)).toBe(drawn);
    expect(drawn.match(/<tr role="row">/g)).toHaveLength(5);
  });

  it("shows each state, what a trainer decided, and what waits for a mark", () => {
    const html = tableIn("en");
    const words = [...html.matchAll(/<td role="cell" class="figure (grade-\w+)">.*?<a href="([^"]*)">(.*?)<\/a>/g)];
    expect(words.map(([, state, href, told]) => [state, href, told!.replaceAll(/<[^>]+>/g, "")])).toEqual([
      ["grade-open", "/teach/course/grades/person-0/one", "still open"],
      ["grade-graded", "/teach/course/grades/person-0/two", "0%"],
      ["grade-graded", "/teach/course/grades/person-1/one", "66.6%"],
      ["grade-graded", "/teach/course/grades/person-1/two", "100%*"],
      ["grade-missing", "/teach/course/grades/person-2/one", "missing"],
      ["grade-excused", "/teach/course/grades/person-2/two", "excused*"],
      ["grade-waiting", "/teach/course/grades/person-3/one", "? To be marked"],
      ["grade-waiting", "/teach/course/grades/person-3/two", "↔ In peer review"],
    ]);
    expect(html).toContain('href="/teach/course/quizzes/one"');
    expect(html).toContain("hidden from learners");
  });

  it("lets a person's address and name leave neither their attribute nor their text", () => {
    const [first] = people;
    const html = tableIn("en", { of: [{ ...first!, handle: `"><script>`, name: "</th><script>" }] });
    expect(html).not.toContain("<script>");
    expect(html).toContain('href="/teach/course/grades/&quot;&gt;&lt;script&gt;/one"');
  });
});
