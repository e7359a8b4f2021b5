import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";
import { translatorFor } from "#app/i18n/t.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { keepMarkup } from "#app/ui/kept/keep-markup.server.tsx";
import { KeepMarkupProvider, type Piece } from "#app/ui/kept/kept.tsx";
import { cellOf, KeptRows, pieceOf } from "#app/ui/kept/kept-rows.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";

type Facts = { unit: string };
const drawn: string[] = [];

function Cell({ unit, who, figure }: Facts & { who: string; figure: string }) {
  drawn.push(unit);
  return (
    <td title={`${unit} & ${who}`}>
      <a href={`/people/${who}`}>{figure}</a>
    </td>
  );
}

const cell: Piece<Facts, "who" | "figure"> = { name: "cell", Draw: Cell, words: ["who", "figure"] };
const [one, two] = [pieceOf(cell, { unit: "One" }), pieceOf(cell, { unit: "<Two>" })];

function markupOf(people: string[], { keeps = true } = {}): string {
  const rows = people.map((who) => [cellOf(one, { who, figure: "50 %" }), cellOf(two, { who, figure: "" })]);
  return renderToStaticMarkup(
    <I18nProvider t={translatorFor("en")} language="en" zone="UTC" now={new Date()}>
      <KeepMarkupProvider value={keeps ? keepMarkup : null}>
        <table>
          <KeptRows as="tbody" rows={rows} />
        </table>
      </KeepMarkupProvider>
    </I18nProvider>,
  );
}

beforeEach(() => {
  forgetSingleton("kept-markup");
  drawn.length = 0;
});

test("rows of kept cells have the markup that they have when each is drawn", () => {
  const people = ["awa", `"><b>'&`, "$&", "bo"];
  const plain = markupOf(people, { keeps: false });
  expect(plain).toContain('<td title="One &amp; awa"><a href="/people/awa">50 %</a></td>');
  expect(plain).not.toContain("<b>");
  expect(markupOf(people)).toBe(plain);
  expect(markupOf(people)).toBe(plain);
});

test("a piece is drawn once, whatever the words in it, and whoever asks next", () => {
  markupOf(["awa", "bo"]);
  expect(markupOf(["minh"])).toContain("/people/minh");
  expect(drawn).toEqual(["One", "<Two>"]);
});

test("what was put into one piece stands in no other", () => {
  markupOf(["awa"]);
  expect(markupOf(["bo"])).not.toContain("awa");
});
