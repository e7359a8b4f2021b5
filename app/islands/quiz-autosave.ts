import type { Answer } from "./saving/answer.ts";
import { bindSaver } from "./saving/bind.ts";
import { type Entries, fillFields, readFields, readServed, textOf } from "./saving/fields.ts";
import { openLine } from "./saving/line.ts";
import { mergeTexts } from "./saving/restore.ts";
import { openSaver } from "./saving/saver.ts";
import { post } from "./saving/send.ts";
import { takeStrays } from "./saving/strays.ts";

type QuizAnswer = Answer & { answers?: Record<string, string[]>; now?: number; endsAt?: number | null };

// Saves the answers of a quiz by themselves. Where the time is limited each answer of the server corrects the timer, and the
// page that the timer sends at the end waits for the link. Without it the form has a button that saves.
class QuizAutosave extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")!;
    const { url, attempt = "", dirty, forget } = this.dataset;
    const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null;
    const key = `attempt:${attempt}`;
    const read = () => answersText(readFields(form, isAnswer));
    const saved = answersText(readServed(form, isAnswer));
    // Kept when the questions stood on other pages of the quiz.
    const strays = takeStrays(key.slice(0, key.lastIndexOf(":") + 1), key, (name) => isAnswer(name) && !!field(name));
    if (strays && forget === undefined) {
      const names = new Set(strays.entries.map(([name]) => name));
      const others = readServed(form, (name) => isAnswer(name) && !names.has(name));
      fillFields(form, mergeTexts(saved, read(), textOf([...others, ...strays.entries])), isAnswer);
      // Where the server has an answer too, it tells whether somebody has saved it since.
      const answered = new URLSearchParams(saved);
      const isOver = read() !== saved && [...names].some((name) => answered.has(name));
      if (isOver) field("version")!.value = strays.version;
    }
    const saver = openSaver<QuizAnswer>({
      key,
      version: field("version")!,
      read,
      fill: (text) => fillFields(form, text, isAnswer),
      show: openLine(this),
      saved: dirty === undefined ? saved : null,
      forgets: forget !== undefined,
      isEnded: () => form.dataset.ended !== undefined,
      onAnswer({ now, endsAt }) {
        if (now !== undefined) dispatchEvent(new CustomEvent("quiz-clock", { detail: { now, endsAt } }));
      },
      send(text) {
        const body = new URLSearchParams(text);
        for (const name of ["version", "attempt", "page"]) if (field(name)) body.set(name, field(name)!.value);
        return post<QuizAnswer>(url!, body, ({ answers, version }) => {
          const shown = field("page")?.value.split(",") ?? null;
          return answers ? { text: answersThere(answers, shown), version: String(version) } : null;
        });
      },
    });
    bindSaver(form, saver);
  }
}

const isAnswer = (name: string) => /^q\d/.test(name);

/** What another window has saved, as far as this page shows it. */
function answersThere(answers: Record<string, string[]>, shown: string[] | null): string {
  return answersText(
    Object.entries(answers)
      .filter(([number]) => shown?.includes(number) ?? true)
      .flatMap(([number, values]) => values.map((value): [string, string] => [`q${number}`, value])),
  );
}

/** What is empty counts as not answered, as on the server; a question with several gaps keeps its empty ones while one is filled. */
function answersText(entries: Entries): string {
  const filled = new Set(entries.flatMap(([name, value]) => (value.trim() ? [name] : [])));
  return textOf(entries.filter(([name]) => filled.has(name)));
}

customElements.define("quiz-autosave", QuizAutosave);
