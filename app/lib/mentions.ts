/** A name that is called: "@" at the start of a word, and what handles are made of. Looked for once, in time that grows with the text. */
const called =
  /(?<![\p{L}\p{M}\p{N}@./_-])@([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,78}[\p{L}\p{M}\p{N}])?)(?![\p{L}\p{M}\p{N}@_])/gu;

/** The same while it is being written, at the end of a text: what is typed of it so far, which may be nothing yet. */
export const calling = /(?<![\p{L}\p{M}\p{N}@./_-])@((?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,78})?)$/u;

/** What ends a name that is called, where something stands behind it. */
export const endsCalling = /^(?![@_])[\s\p{P}]/u;

/** Most people whom one post may call. */
export const maxMentions = 10;

/** Who keeps a space, called together. */
export const facilitatorsCalled = "facilitators";

/** The handles that a text seems to call, each once, wherever in it they stand: its renderer alone knows which of them are called. */
export function handlesNamedIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(called), ([, name]) => name!.toLowerCase()));
}

/**
 * A piece of HTML without any tag, with the people whom it calls: `draw` gives what stands in the place of a handle, or null where it
 * is text like the rest, which goes through `rest`.
 */
export function drawMentions(
  html: string,
  draw: (handle: string) => string | null,
  rest: (html: string) => string,
): string {
  let drawn = "";
  let from = 0;
  for (const { 0: whole, 1: name, index } of html.matchAll(called)) {
    const link = draw(name!.toLowerCase());
    if (link === null) continue;
    drawn += rest(html.slice(from, index)) + link;
    from = index + whole.length;
  }
  return drawn + rest(html.slice(from));
}
