import type { Answer } from "./answer.ts";

/** How things stand with a text, for the line that says so. */
export type SaveState<A = Answer> =
  /** As the page came. */
  | { kind: "clean" }
  /** Changed, and about to be sent. */
  | { kind: "dirty" }
  | { kind: "saving" }
  /** `isAgain`: the link had been down before. */
  | { kind: "saved"; at: Date; isAgain: boolean; answer: A }
  /** Nowhere but in the fields: the device keeps nothing. */
  | { kind: "lost" }
  /** Not reachable; tried again until it is. */
  | { kind: "offline"; isKept: boolean }
  | { kind: "signedOut"; isKept: boolean; answer: A }
  /**
   * Somebody else has saved: nothing is sent until the person has chosen. Refused: the server will not take this text; a
   * change may mend it. Over: nothing more is saved here; it was handed in, or is too late.
   */
  | { kind: "conflict" | "refused" | "over"; answer: A };

/** The words of a page for each state; `{time}` stands for the moment. */
export type SaveWords = Partial<Record<SaveState["kind"], string>>;

/**
 * What the line says: the server's own sentence where it sent one, else the page's words. A page never says that something
 * is kept on a device that keeps nothing.
 */
export function sentenceFor(state: SaveState, words: SaveWords, timeOf: (at: Date) => string): string {
  if ("isKept" in state && !state.isKept) return words.lost ?? "";
  if ("answer" in state) {
    const { message, again } = state.answer;
    const said = state.kind === "saved" && state.isAgain ? (again ?? message) : message;
    if (said) return said;
  }
  const text = words[state.kind === "dirty" ? "saving" : state.kind] ?? "";
  return "at" in state ? text.replace("{time}", timeOf(state.at)) : text;
}

/** Which look a state has. What is said to be kept is kept: a device that keeps nothing makes it lost. */
export function lookOf(state: SaveState<unknown>): SaveState["kind"] {
  return "isKept" in state && !state.isKept ? "lost" : state.kind;
}

/** Where the line leads on to, if anywhere. */
export function linkFor(state: SaveState): { href: string; text: string } | null {
  if (!("answer" in state)) return null;
  const { signIn, submitted, late, link } = state.answer;
  const href = signIn ?? submitted ?? late;
  return href && link ? { href, text: link } : null;
}
