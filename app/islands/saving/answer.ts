/** What any address that saves by itself may answer; each kind of page adds its own. */
export type Answer = {
  version?: number | string;
  savedAt?: string;
  /** Sentences in the reader's language; `again` after the link was down. */
  message?: string;
  again?: string;
  /** What the link to `signIn` or `over` is called. */
  link?: string;
  signIn?: string;
  /** Nothing more is saved here: the address of what follows. */
  submitted?: string;
  late?: string;
};

/** What stands on the server, where somebody else has saved: its text and its version. */
export type Theirs = { text: string; version: string };

export type Outcome =
  { kind: "taken"; version: string } | ({ kind: "conflict" } & Theirs) | { kind: "signedOut" | "refused" | "over" };

/**
 * What an answer means for the text that was sent; null when it says nothing of it (a server that is starting, a full one, a
 * page of somebody else's network), so that it is sent again. `theirs` reads what stands there from the answer.
 */
export function judge<A extends Answer>(
  status: number,
  answer: A,
  theirs: (answer: A) => Theirs | null,
): Outcome | null {
  const there = status === 409 ? theirs(answer) : null;
  if (there) return { kind: "conflict", ...there };
  if (status < 300) return answer.version === undefined ? null : { kind: "taken", version: String(answer.version) };
  if (answer.signIn) return { kind: "signedOut" };
  if (answer.submitted ?? answer.late) return { kind: "over" };
  return status >= 500 || status === 429 || status === 408 ? null : { kind: "refused" };
}
