import type { DiffPart } from "#app/lib/diff.ts";

type DifferenceProps = {
  parts: DiffPart[];
  lang: string;
  dir: "ltr" | "rtl" | "auto";
  /** What is read out before a part that came, and one that went. */
  words: { added: string; removed: string };
};

/** What went and what came in a text; read out as such, and told apart without colour. */
export function Difference({ parts, lang, dir, words }: DifferenceProps) {
  if (parts.length === 0) return null;
  return (
    <div className="source" lang={lang} dir={dir}>
      {parts.map(({ kind, text }, index) => {
        if (kind === "same") return <span key={index}>{text}</span>;
        const Mark = kind === "added" ? "ins" : "del";
        return (
          <Mark key={index}>
            <span className="visually-hidden">{words[kind]} </span>
            {text}
          </Mark>
        );
      })}
    </div>
  );
}
