import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Language } from "#app/i18n/languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { I18nProvider } from "#app/ui/text/i18n.tsx";
import { Deadline, type DeadlineKind, Deadlines, deadlineState } from "./deadline.tsx";

const now = new Date("2026-11-30T14:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

/** What somebody in Dakar reads of it, tags and isolating marks aside. */
function words(element: React.ReactElement, language: Language = "en"): string {
  const page = (
    <I18nProvider t={translatorFor(language)} language={language} zone="Africa/Dakar" now={now}>
      {element}
    </I18nProvider>
  );
  const text = renderToStaticMarkup(page).replace(/<[^>]*>/g, "");
  return text
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

describe("a date of something", () => {
  it.each<[DeadlineKind, number, boolean, string]>([
    ["opens", 3, true, "ahead"],
    ["opens", -3, true, "past"],
    ["due", 3, true, "ahead"],
    ["due", 0, true, "late"],
    ["due", -3, false, "past"],
    ["closes", 3, false, "ahead"],
    ["closes", 0, false, "closed"],
    ["closes", -3, true, "closed"],
  ])("that %s in %i days, owed: %s, is %s", (what, after, isOwed, expected) => {
    expect(deadlineState({ what, at: days(after), isOwed }, now)).toBe(expected);
  });

  it.each<[DeadlineKind, number, string]>([
    ["opens", 3, "Opens 3 December 2026 at 14:00, Dakar time (UTC+0) (in 3 days)"],
    ["opens", -3, "Open since 27 November 2026 at 14:00, Dakar time (UTC+0) (3 days ago)"],
    ["due", 3, "Due 3 December 2026 at 14:00, Dakar time (UTC+0) (in 3 days)"],
    ["due", -3, "! Late Due 27 November 2026 at 14:00, Dakar time (UTC+0) (3 days ago)"],
    ["closes", 3, "Closes 3 December 2026 at 14:00, Dakar time (UTC+0) (in 3 days)"],
    ["closes", -3, "■ Closed 27 November 2026 at 14:00, Dakar time (UTC+0) (3 days ago)"],
  ])("says that it %s in %i days", (what, after, expected) => {
    expect(words(<Deadline what={what} at={days(after)} isOwed />)).toBe(expected);
  });

  it("is told by the clocks of another place, and without its word below a heading that says it", () => {
    expect(words(<Deadline what="due" at={days(1)} zone="Asia/Kathmandu" isNamed />)).toBe(
      "1 December 2026 at 19:45, Kathmandu time (UTC+5:45) (tomorrow)",
    );
  });

  it("is a whole sentence in French and Arabic", () => {
    expect(words(<Deadline what="due" at={days(-2)} isOwed />, "fr")).toBe(
      "! En retard À remettre le 28 novembre 2026 à 14 h 00, heure de Dakar (UTC+0) (avant-hier)",
    );
    expect(words(<Deadline what="closes" at={days(2)} />, "ar")).toMatch(/^يُغلق في 2 ديسمبر 2026.*توقيت داكار/);
  });

  it("is left out where there is none", () => {
    expect(words(<Deadlines dueAt={null} closesAt={null} />)).toBe("");
    expect(words(<Deadlines dueAt={days(-1)} closesAt={days(1)} isOwed />)).toMatch(/Late Due .*Closes /);
  });
});
