import type { Direction } from "./translate.ts";

type MarkdownViewProps = {
  /** HTML that the sanitiser has already passed; this component adds no protection of its own. */
  html: string;
  lang?: string;
  dir?: Direction | "auto";
  size?: "small";
};

/** A text somebody wrote, in its own language and direction, set to a readable measure. */
export function MarkdownView({ html, lang, dir, size }: MarkdownViewProps) {
  return (
    <div
      className={size ? "prose prose-small" : "prose"}
      lang={lang}
      dir={dir ?? (lang ? "auto" : undefined)}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
