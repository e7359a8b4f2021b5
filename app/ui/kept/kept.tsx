import {
  createContext,
  createElement,
  type FunctionComponent,
  Fragment,
  type HTMLAttributes,
  type SVGAttributes,
  useContext,
} from "react";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { type I18n, useI18n } from "#app/ui/text/i18n.tsx";

/**
 * Drawn of its facts (plain data), the page's language and zone, and of nothing else: no moment, no data of the page. `words` names what
 * stands in it and is not kept, because it is another each time: text, or a part of an attribute behind its beginning. It goes in escaped.
 */
export type Piece<F extends object, W extends string = never> = {
  name: string;
  Draw: FunctionComponent<F & { body: string } & Record<W, string>>;
  words?: readonly W[];
};

/**
 * Gives the markup of a piece, what it is made of in turns: markup, the name of what stands there (`body` or one of its words), markup: as
 * it was drawn of the same facts in the same language and zone before, or drawn now.
 */
export type KeepMarkup = <F extends object, W extends string>(piece: Piece<F, W>, facts: F, i18n: I18n) => string[];

/** Whoever keeps pieces for this page. */
export const Keeper = createContext<KeepMarkup | null>(null);

/** Stands above a page for reading. Elsewhere every piece is drawn each time. */
export const KeepMarkupProvider = Keeper.Provider;

type Attributes = HTMLAttributes<Element> & Pick<SVGAttributes<Element>, "viewBox" | "width" | "height">;

type KeptProps<F extends object> = {
  /** The element around the pieces. */
  as: "ol" | "ul" | "section" | "div" | "nav" | "details" | "svg";
  attributes?: Attributes;
  piece: Piece<F>;
  /**
   * The facts of each piece, one after the other; `body` is HTML that goes through as it is and is not kept, because it is long: a text that
   * was made safe when it was written.
   */
  of: readonly { facts: F; body?: string }[];
};

/**
 * Pieces that pages show over and over, with their markup kept. Nothing has to be forgotten when something changes: a piece is kept under
 * its facts, so other facts are another piece (docs/decisions/kept-pieces.md).
 */
export function Kept<F extends object>({ as, attributes, piece, of }: KeptProps<F>) {
  const keep = useContext(Keeper);
  const i18n = useI18n();
  if (keep) {
    const html = of.map(({ facts, body = "" }) => fill(keep(piece, facts, i18n), { body })).join("");
    const inner: object = { ...attributes, dangerouslySetInnerHTML: { __html: html } };
    return createElement<object>(as, inner);
  }
  const drawn = of.map(({ facts, body = "" }, index) => <piece.Draw key={index} {...facts} body={body} />);
  return createElement<object>(as, attributes ?? null, createElement(Fragment, null, ...drawn));
}
/** Markup with what stands in it. The body is HTML already; words are escaped as everywhere, so that none leaves its text or attribute. */
export function fill(parts: readonly string[], holes: Record<string, string>): string {
  let html = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at]!;
    const value = holes[name] ?? "";
    html += (name === "body" ? value : asText(value)) + parts[at + 1]!;
  }
  return html;
}

/** As React writes it. */
function asText(words: string): string {
  return /["'&<>]/.test(words) ? escapeHtml(words).replaceAll("'", "&#x27;") : words;
}
