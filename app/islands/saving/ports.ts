import type { Answer, Outcome } from "./answer.ts";
import type { Copy } from "./copy.ts";
import type { SaveState } from "./state.ts";

/** A text of a page, for the engine that saves it. */
export type TextPorts = {
  /** Names the text on this device: whose, of what. */
  key: string;
  /** The field that tells the server which version the text was typed on; a text without one has no versions. */
  version: { value: string };
  /** What is in the fields, the same text for the same content. */
  read: () => string;
  /** What the server has: as it rendered the page, not as the fields are by now. Null when that is not known. */
  saved: string | null;
  /** Whether the text of a copy has arrived by another way. */
  hasArrived?: (copy: Copy) => boolean;
};

/** An answer and what it means. */
export type Reply<A> = { outcome: Outcome; answer: A };

/** The same where a server saves it meanwhile. */
export type SaverOptions<A extends Answer> = TextPorts & {
  fill: (text: string) => void;
  show: (state: SaveState<A>) => void;
  /** Sends a text; null, or a rejection, when no answer came. */
  send: (text: string) => Promise<Reply<A> | null>;
  /** The person has chosen what is on the page: what the device kept goes. */
  forgets?: boolean;
  /** The page came with two texts to choose between: until the person has, nothing is sent. */
  conflict?: (SaveState<A> & { kind: "conflict" }) | undefined;
  /** Whether the page itself lets the person choose between both texts: a form that waited stays when somebody else has saved. */
  showsConflict?: (answer: A) => boolean;
  /** Told of everything that was heard. */
  onAnswer?: (answer: A) => void;
  /** Whether the time for it is over: the form waits for the link, and tries often. */
  isEnded?: () => boolean;
  isOnline?: () => boolean;
};

/** What a form tells whoever keeps its text. */
export type Keeper = {
  changed: () => void;
  /** Whether the form may be sent now; if not, `again` is called when what is on its way was heard of. */
  mayLeave: (again: () => void) => boolean;
  /** The page is here still, or again. */
  stay: () => void;
  /** Whether closing the page now would lose what was typed. */
  mayLose: () => boolean;
  /** What was typed is given up; what is in the fields now is where one begins. */
  forget: () => void;
};

export type Saver = Keeper & {
  /** The link is back, the page is looked at again, or is about to go. */
  wake: () => void;
  offline: () => void;
  /** The person has chosen between two texts: `saved` is what the server has. */
  resume: (saved: string, version: string) => void;
  stop: () => void;
};
