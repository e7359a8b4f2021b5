import type { Catalogue } from "./flatten.ts";

/** French keeps ":" ";" "?" "!" and its quotation marks on the line of their word: a space beside them does not break. */
export function withFrenchSpaces(catalogue: Catalogue): Catalogue {
  const messages = Object.entries(catalogue);
  return Object.fromEntries(messages.map(([key, message]) => [key, message.replace(beside, "\u00a0")]));
}

const beside = / (?=[:;?!»])|(?<=«) /g;
