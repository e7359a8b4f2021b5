// The order of the quiz. Answers as a page sends them: the number of a choice, or what was typed.
const questions = [
  "what-to-publish",
  "before-opening",
  "form-reaches-all",
  "who-approves",
  "response-rate",
  "one-more-way",
  "five-steps",
  "plan-sentence",
  "your-question",
];

const right: Record<string, string[]> = {
  "what-to-publish": ["0"],
  "before-opening": ["0", "1"],
  "form-reaches-all": ["1"],
  "response-rate": ["25"],
  "one-more-way": ["0", "1", "2"],
  "five-steps": ["0", "1", "2", "3", "4"],
};

const wrong: Record<string, string[]> = {
  "what-to-publish": ["1"],
  "before-opening": ["0", "3"],
  "form-reaches-all": ["0"],
  "who-approves": ["…"],
  "response-rate": ["4"],
  "one-more-way": ["1", "0", "2"],
  "five-steps": ["0", "2", "1", "3", "4"],
};

const words: Record<string, { authority: string; reasons: string }> = {
  en: { authority: "authority", reasons: "reasons" },
  fr: { authority: "autorité", reasons: "raisons" },
  ar: { authority: "السلطة", reasons: "الأسباب" },
};

/** Somebody's answers to the quiz of the course, in their language: all right but those that are named. */
export function quizAnswers(
  { wrong: mistaken, essay }: { wrong: readonly string[]; essay: string },
  language: string,
): Record<number, string[]> {
  const { authority, reasons } = words[language] ?? words.en!;
  const known = {
    ...right,
    "who-approves": [authority],
    "plan-sentence": ["4", "0", reasons],
    "your-question": [essay],
  } as Record<string, string[]>;
  return Object.fromEntries(
    questions.map((key, index) => [index + 1, (mistaken.includes(key) ? wrong[key] : known[key]) ?? []]),
  );
}
