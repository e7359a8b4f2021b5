import type { Db, Tx } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import type { ModeratedKind, ThingState } from "./names.ts";

/** Something that a person wrote, as those see it who decide about it. */
export type Thing = {
  kind: ModeratedKind;
  /** What the table of cases calls it. */
  id: string;
  author: { id: string; name: string; handle: string };
  /** In which topic or webinar it stands, or whose page it is. */
  title: string;
  /** Its number there; null where there is one only. */
  number: number | null;
  /** Its words: as safe HTML where the kind has that, else as plain text. */
  html: string | null;
  text: string;
  /** Files that belong to it. */
  files?: { name: string; href: string }[];
  picture: string | null;
  language: string | null;
  /** Where people read it. */
  href: string;
  state: ThingState;
  /** Which text it is; it rises when the author changes it. */
  version: number;
  /** The space whose facilitators decide about it. */
  spaceCode: string | null;
  writtenAt: Date;
  /** What stands before it, in order. */
  context: { name: string; text: string }[];
  /** Of a person: the name that was taken from them. */
  takenName?: string | null;
};

/** What a verdict brings a thing to, with what is kept of it. */
type Change = {
  to: "visible" | "hidden" | "removed" | "purged";
  by: string | null;
  reason: string | null;
  at: Date;
  /** Of a kind that `hasName`: a neutral name stands instead of the author's. */
  takesName?: boolean;
};

/** Everything that moderators need of one kind of thing. A new kind is a new row of this shape in table.server.ts. */
export type KindContract = {
  /** It is read without its author's name: facilitators look at it, and learn the name, once somebody has reported it. */
  isUnsigned?: true;
  /** Its author's name belongs to it, and a decision may take it away. */
  hasName?: true;
  /** The things that addresses or cases name, whatever their states; those that are not there are left out. One SQL statement. */
  find(client: Db, ids: readonly string[]): Promise<Thing[]>;
  /**
   * The things that the actor judges elsewhere without being told whose they are: nothing of their cases is for them. Ids, in one SQL
   * statement.
   */
  listUnnamed?(client: Db, actor: Actor): Promise<string[]>;
  /** The same of one thing: who judges it so. Ids of people, in one SQL statement. */
  listJudges?(client: Db, id: string): Promise<string[]>;
  /** Throws 404 for what the actor may not see, 410 in words for what is gone: neither is reported. */
  requireInSight(actor: MaybeActor, id: string): Promise<Thing>;
  /**
   * Locks the thing in the caller's transaction, shows `decide` its state and carries out what that returns. Returns the new
   * state; null when the thing is gone or nothing changes.
   */
  move(tx: Tx, id: string, decide: (state: ThingState) => Change | null): Promise<ThingState | null>;
  /** Tells whoever has it on screen, after the transaction. */
  announce?(id: string, state: ThingState): void;
};
