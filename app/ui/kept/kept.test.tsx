import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";
import type { Language } from "#app/i18n/languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { keepMarkup } from "#app/ui/kept/keep-markup.server.tsx";
import { Kept, KeepMarkupProvider, type Piece } from "#app/ui/kept/kept.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { I18nProvider, useI18n } from "#app/ui/text/i18n.tsx";

type Facts = { name: string; at: Date };
const drawn: string[] = [];

function Row({ name, at, body }: Facts & { body: string }) {
  const { format, language } = useI18n();
  drawn.push(name);
  return (
    <li lang={language} title={`${name} & others`}>
      {name} {format.dateTime(at)}
      <MarkdownView html={body} />
    </li>
  );
}

function Aging({ at }: Facts) {
  const { format, now } = useI18n();
  return <li>{format.relative(at, now)}</li>;
}

const row: Piece<Facts> = { name: "row", Draw: Row };
const at = new Date("2026-11-30T10:00:00Z");
const rows = [
  { facts: { name: "Awa", at }, body: "<p>One $& $1</p>" },
  { facts: { name: "<Bo>", at }, body: "<p>Two</p>" },
];

type Where = { language?: Language; zone?: string; keeps?: boolean; piece?: Piece<Facts> };

function markupOf(of: typeof rows, { language = "en", zone = "UTC", keeps = true, piece = row }: Where = {}): string {
  return renderToStaticMarkup(
    <I18nProvider t={translatorFor(language)} language={language} zone={zone} now={at}>
      <KeepMarkupProvider value={keeps ? keepMarkup : null}>
        <Kept as="ul" attributes={{ className: "rows", "aria-label": "A & B" }} piece={piece} of={of} />
      </KeepMarkupProvider>
    </I18nProvider>,
  );
}

beforeEach(() => {
  forgetSingleton("kept-markup");
  drawn.length = 0;
});

test("kept pieces have the markup that they have when each is drawn", () => {
  const plain = markupOf(rows, { keeps: false });
  expect(plain).toMatch(/^<ul class="rows" aria-label="A &amp; B"><li .*<p>One \$& \$1<\/p>.*&lt;Bo&gt;.*<p>Two<\/p>/);
  expect(markupOf(rows)).toBe(plain);
  expect(markupOf(rows)).toBe(plain);
});

test("each is drawn once for its facts, its language and its zone; another body needs no drawing", () => {
  markupOf(rows);
  markupOf([rows[0]!, { ...rows[1]!, body: "<p>Another</p>" }]);
  expect(drawn).toEqual(["Awa", "<Bo>"]);
  expect(markupOf(rows, { language: "ar" })).toContain('lang="ar"');
  expect(markupOf(rows, { zone: "Africa/Nairobi" })).toContain("13:00");
  expect(drawn).toHaveLength(6);
});

test("another fact is another piece, at once", () => {
  markupOf(rows);
  expect(markupOf([{ facts: { name: "Awa N.", at }, body: "" }])).toContain("Awa N. 30");
  expect(markupOf([{ facts: { name: "Awa", at: new Date("2027-01-01T00:00:00Z") }, body: "" }])).toContain("2027");
});

test("a piece that tells how long ago something was fails, because it would grow old", () => {
  const aging: Piece<Facts> = { name: "aging", Draw: Aging };
  expect(markupOf(rows, { piece: aging, keeps: false })).toContain("minute");
  expect(() => markupOf(rows, { piece: aging })).toThrow(RangeError);
});
