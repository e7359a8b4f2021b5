import type { Catalogue } from "./flatten.ts";

/**
 * French keeps some signs on the line of their word: ":" ";" "?" "!" "%" and its quotation marks, "n°" before a number, a
 * number before its unit, and the thousands of a number, as Intl writes them. Translators type ordinary spaces; these do not
 * break. Throws nothing.
 */
export function withFrenchSpaces(catalogue: Catalogue): Catalogue {
  const messages = Object.entries(catalogue);
  return Object.fromEntries(
    messages.map(([key, message]) => [key, message.replace(thousands, "\u202f").replace(beside, "\u00a0")]),
  );
}

const beside = / (?=[:;?!»%])|(?<=«|\bn°) |(?<=[\d}]) (?=[kKMG]o\b)/g;
const thousands = /(?<=\d) (?=\d{3}(?!\d))/g;
