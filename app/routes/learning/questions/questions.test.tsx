import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "#app/i18n/languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { askQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { fitResponse } from "#app/modules/learning/questions/responses.ts";
import { type ReviewedRow, reviewQuestion, type ReviewOptions } from "#app/modules/learning/questions/review-view.ts";
import { AskedQuestion } from "./asked-question.tsx";
import { ReviewedQuestion } from "./reviewed-question.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";
import { allKindsQuestions, makeQuestion } from "#test/factories/questions.ts";

const made = allKindsQuestions();
const of = (kind: string) => made.find(({ question }) => question.kind === kind)!;

function html(element: ReactElement, language: Language = "en"): string {
  const page = (
    <I18nProvider t={translatorFor(language)} language={language} zone="UTC" now={new Date()}>
      {element}
    </I18nProvider>
  );
  return renderToStaticMarkup(page);
}

type AskWish = {
  response?: string[];
  error?: string;
  saved?: string[] | null;
  language?: Language;
  question?: Question;
};

function asked(kind: string, { response = [], error, saved = null, language, question }: AskWish = {}): string {
  const translations = question ? { en: question } : of(kind).question.translations;
  const view = askQuestion({ number: 3, translations, response }, "en", "en", { seed: 5 });
  return html(<AskedQuestion question={view} error={error} saved={saved} />, language);
}

function reviewed(kind: string, row: Partial<ReviewedRow>, wish: Partial<ReviewOptions> = {}): string {
  const full = { number: 3, translations: of(kind).question.translations, response: [], ...row };
  const options = { language: "en", ownLanguage: "en", showsRight: true, seed: 5, ...wish };
  return html(<ReviewedQuestion question={reviewQuestion(full, options)} />);
}

/** What a browser without JavaScript would send for question 3, in the order of the page. */
function sent(page: string): string[] {
  const controls = page.matchAll(/<input[^>]*>|<select[^>]*>[\s\S]*?<\/select>|<textarea[^>]*>([\s\S]*?)<\/textarea>/g);
  const valueOf = (tag: string) => /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? "";
  return [...controls].flatMap(([tag, text]) => {
    if (!/^<\w+[^>]*name="q3"/.test(tag)) throw new Error(`no name: ${tag}`);
    if (text !== undefined) return [text];
    if (/type="(radio|checkbox)"/.test(tag)) return tag.includes("checked") ? [valueOf(tag)] : [];
    const [chosen] = /<option[^>]*\bselected\b[^>]*>/.exec(tag) ?? [];
    return [tag.startsWith("<select") ? valueOf(chosen ?? "") : valueOf(tag)];
  });
}

const words = (page: string) =>
  page
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("a question without JavaScript", () => {
  it.each(made)("of a $question.kind sends what it was filled with, and nothing before that", (one) => {
    const { question, right, wrong } = one;
    const translation = question.translations.en!;
    expect(fitResponse(translation, sent(asked(question.kind)))).toEqual([]);
    for (const response of [right, wrong]) {
      expect(fitResponse(translation, sent(asked(question.kind, { response })))).toEqual(response);
    }
  });

  it.each(made)("of a $question.kind has a name for every control, in every language", ({ question }) => {
    for (const language of languages) {
      const page = asked(question.kind, { language });
      const controls = page.match(/<(?:input|select|textarea)\b[^>]*>/g)!;
      for (const control of controls) {
        const id = /\bid="([^"]+)"/.exec(control)![1];
        expect(page.includes(`for="${id}"`) || /aria-label="[^"]{5,}"/.test(control), control).toBe(true);
        expect(page.match(new RegExp(`\\bid="${id}"`, "g"))).toHaveLength(1);
      }
      expect(page).not.toContain("quizzes.");
    }
  });

  it.each(made)("of a $question.kind shows an error beside its controls", ({ question }) => {
    const page = asked(question.kind, { error: "Too long." });
    expect(page).toMatch(/id="q3-error"[^>]*>[\s\S]*Too long\./);
    expect(page).toMatch(/aria-describedby="[^"]*\bq3-error"/);
  });

  it.each(made)(
    "of a $question.kind shows what another window has saved, where it differs",
    ({ question, right, wrong }) => {
      const view = askQuestion({ number: 3, translations: question.translations, response: right }, "en", "en", {
        seed: 5,
      });
      const other = askQuestion({ number: 3, translations: question.translations, response: wrong }, "en", "en", {
        seed: 5,
      });
      const beside = (saved: string[]) => html(<AskedQuestion question={view} saved={saved} />);
      expect(beside(view.response)).not.toContain("Saved in the other window");
      expect(beside(other.response)).toContain("Saved in the other window");
      expect(beside([])).toContain("not answered");
    },
  );

  it("says in words which place of an ordering and which gap a control is", () => {
    const places = words(asked("ordering"));
    for (const place of ["1st", "2nd", "3rd", "4th"]) expect(places).toContain(place);
    expect(asked("cloze")).toContain('aria-label="Question 3, gap 2 of 3"');
    expect(asked("cloze", { language: "ar" })).toContain('aria-label="السؤال 3، الفراغ 2 من 3"');
    expect(words(asked("ordering", { language: "fr" }))).toMatch(/1er.*2e.*3e/);
  });

  it("has the gaps of a cloze in their text, as wide as each other", () => {
    const page = asked("cloze", { response: ["2005", "", '"><script>'] });
    expect(page).toMatch(/The Convention of <input[^>]*value="2005"[^>]*> is about the <select/);
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(new Set(page.match(/size="\d+"/g)).size).toBe(1);
  });

  it("gives an essay its template and says how long it should be", () => {
    expect(asked("essay")).toContain(">My next step:</textarea>");
    expect(asked("essay", { response: ["Mine"] })).toContain(">Mine</textarea>");
    const hint = (limits: { minWords?: number; maxWords?: number }) =>
      words(asked("essay", { question: makeQuestion({ kind: "essay", ...limits }) }));
    expect(words(asked("essay"))).toContain("Between 20 and 200 words");
    expect(hint({ minWords: 1 })).toContain("At least 1 word");
    expect(hint({ maxWords: 300 })).toContain("At most 300 words");
    expect(hint({})).not.toContain("words");
  });

  it("loads the island of an ordering, whose lists stay in the form", () => {
    const page = asked("ordering");
    expect(page).toMatch(/<order-list[^>]*data-moved="\{item\}: now in place \{place\} of 4"/);
    expect(page.match(/<select/g)).toHaveLength(4);
    expect(page).not.toContain('role="status"');
  });
});

describe("a reviewed question", () => {
  it.each(made)("of a $question.kind says in words whether it was right", ({ question, right, wrong }) => {
    if (question.kind === "essay") return;
    expect(words(reviewed(question.kind, { response: right }))).toMatch(/1 of 1 .*Right/);
    expect(words(reviewed(question.kind, { response: wrong }))).toMatch(/0 of 1 .*Not right/);
    expect(words(reviewed(question.kind, {}))).toContain("Not answered");
  });

  it("says of each pair, place and gap what was right and what would have been", () => {
    const matching = words(reviewed("matching", { response: ["0", "3", ""] }));
    expect(matching).toContain("Right: Ministry : adopts the law");
    expect(matching).toContain("Not right: Platform : prints money · Right: shows the works");
    expect(matching).toContain("Regulator : left empty · Right: watches the market");
    const ordering = words(reviewed("ordering", { response: ["1", "0", "2", "3"] }));
    expect(ordering).toMatch(/Not right: 1\. Ask the people .* Right: 4\. Publish it/);
    expect(ordering).toMatch(/The right order Map the field Ask the people Draft the law Publish it/);
    expect(ordering).toContain("A line counts when");
    const cloze = reviewed("cloze", { response: ["2005", "0", "<i>"] });
    // What was right stands in its place, and only what was not is listed.
    expect(words(cloze)).toMatch(/The Convention of 2005 is about the \[2\]/);
    expect(words(cloze)).not.toContain("Right: 1.");
    expect(words(cloze)).toContain("Not right: 2. price · Right: diversity");
    expect(cloze).toContain("&lt;i&gt;");
    expect(words(cloze)).toContain("No market report.");
  });

  it("keeps to itself what may not be shown", () => {
    const hidden = {
      showsRight: false,
      showsVerdict: false,
      showsMarks: false,
      showsFeedback: false,
      showsGeneral: false,
    };
    for (const { question, wrong } of made) {
      const page = words(reviewed(question.kind, { response: wrong }, hidden));
      expect(page).not.toMatch(/right|of 1|Too early|No market|Right word/i);
      expect(page).toContain("1 point");
    }
    const rights = words(reviewed("matching", { response: ["0", "3", ""] }, { showsRight: false }));
    expect(rights).not.toContain("watches the market");
  });

  it("says that an essay waits for its marks, then shows them with the comment", () => {
    const essay = { response: ["First line.\nSecond <b>line</b>."], maxMarks: 4 };
    const waiting = reviewed("essay", essay);
    expect(words(waiting)).toContain("waits to be marked by a trainer");
    expect(words(waiting)).toContain("4 points");
    expect(waiting).toContain("Second &lt;b&gt;line&lt;/b&gt;.");
    const marked = words(reviewed("essay", { ...essay, manualMarks: 3, comment: "A <good> start." }));
    expect(marked).toContain("3 of 4");
    expect(marked).toContain("Partly right");
    expect(marked).toContain("A &lt;good&gt; start.");
    expect(marked).not.toContain("waits");
    expect(marked).not.toContain("Look for a date");
  });

  it("shows points that a wrong answer has cost", () => {
    expect(words(reviewed("single", { response: ["1"], marks: -0.5 }))).toContain("-0.5 of 1");
  });
});
