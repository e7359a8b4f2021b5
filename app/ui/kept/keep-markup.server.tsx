import { randomUUID } from "node:crypto";
import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { FactMemory } from "#app/lib/memory/fact-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { KeepMarkup } from "#app/ui/kept/kept.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";

/** Characters of markup that are held, twice. */
const room = 2_000_000;
const lengthOf = (parts: string[]) => parts.reduce((sum, { length }) => sum + length, 0);

/** Keeps markup in this process under the facts that it was drawn of. */
export const keepMarkup: KeepMarkup = ({ name, Draw, words }, facts, { t, language, format: { zone } }) => {
  const { memory, mark, marks } = singleton("kept-markup", () => {
    // Stands for the body and the words while a piece is drawn: nobody can write it.
    const mark = randomUUID();
    return { memory: new FactMemory({ room, sizeOf: lengthOf }), mark, marks: new RegExp(`${mark}(\\w+);`) };
  });
  return memory.get(`${name} ${language} ${zone} ${JSON.stringify(facts)}`, () => {
    // A moment would grow old in what is kept: this one cannot be told of.
    const never = new Date(Number.NaN);
    const holes = Object.fromEntries(["body", ...(words ?? [])].map((hole) => [hole, `${mark}${hole};`]));
    const drawn = (
      <I18nProvider t={t} language={language} zone={zone} now={never}>
        {createElement(Draw as FunctionComponent<object>, { ...facts, ...holes })}
      </I18nProvider>
    );
    return renderToStaticMarkup(drawn).split(marks);
  });
};
