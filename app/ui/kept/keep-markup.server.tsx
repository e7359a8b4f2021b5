import { randomUUID } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { FactMemory } from "#app/lib/memory/fact-memory.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { KeepMarkup } from "#app/ui/kept/kept.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";

/** Characters of markup that are held, twice. */
const room = 2_000_000;
const lengthOf = (parts: string[]) => parts.reduce((sum, { length }) => sum + length, 0);

/** Keeps markup in this process under the facts that it was drawn of. */
export const keepMarkup: KeepMarkup = ({ name, Draw }, facts, { t, language, format: { zone } }) => {
  const { memory, bodyMark } = singleton("kept-markup", () => ({
    memory: new FactMemory({ room, sizeOf: lengthOf }),
    // Stands for the body while a piece is drawn: nobody can write it.
    bodyMark: randomUUID(),
  }));
  return memory.get(`${name} ${language} ${zone} ${JSON.stringify(facts)}`, () => {
    // A moment would grow old in what is kept: this one cannot be told of.
    const never = new Date(Number.NaN);
    const piece = (
      <I18nProvider t={t} language={language} zone={zone} now={never}>
        <Draw {...facts} body={bodyMark} />
      </I18nProvider>
    );
    return renderToStaticMarkup(piece).split(bodyMark);
  });
};
