import { z } from "zod";
import type { ToldFace } from "#app/lib/faces/drawn.ts";
import type { FoundLink } from "#app/lib/links.ts";
import type { SpokenMark } from "#app/lib/spoken/marks.ts";

/** What the database's numbers hold. */
const largest = 2_147_483_647;
const number = z.number().int().positive().max(largest);

/** What a browser may send, with the schema of each message and who may send it. Handlers stand in server/sockets. */
export const clientMessages = {
  /**
   * Join a room's live chat from the last number known without a gap; answers `RoomState`. `quiet`: a link on which each
   * byte counts is not told who comes and goes.
   */
  "room.join": z.object({
    webinar: number,
    after: z.number().int().min(0).max(largest),
    quiet: z.boolean().optional(),
    /** The handle of the person whom the page was made for: nobody else's messages are said through it. */
    viewer: z.string().optional(),
  }),
  "room.leave": z.object({ webinar: number }),
  /** Say something; answers the numbered message, the first one again when `clientId` was seen before. */
  "room.say": z.object({ webinar: number, body: z.string(), clientId: z.string() }),
  /** Be told when a topic has new replies. */
  "topic.watch": z.object({ topic: number }),
  "topic.leave": z.object({ topic: number }),
} as const;

/** What the server may send. Chat and presence carry content; everything else is a hint to look again. */
export type ServerMessages = {
  "room.message": (message: {
    sequence: number;
    name: string;
    handle: string;
    /** Missing from a server of before: then no face is drawn. */
    face?: ToldFace;
    body: string;
    /** Bare addresses in the body, where there are any: browsers make links of them without a rule of their own. */
    links?: FoundLink[];
    /** Stress and code in the body, likewise. */
    marks?: SpokenMark[];
    at: string;
    clientId: string;
    /** It is out of sight: nothing of it is told but its number. */
    isGone?: boolean;
  }) => void;
  /** A message is out of sight by now. */
  "room.message_gone": (message: { sequence: number }) => void;
  /** Some of who is here; `faces` are theirs, in the same order, null where a server of before has told none. */
  "room.presence": (presence: { people: number; names: string[]; faces?: (ToldFace | null)[] }) => void;
  "room.resync": () => void;
  "topic.changed": (hint: { topic: number; lastReply: number }) => void;
  "account.signed_out": () => void;
};

export type ClientMessageName = keyof typeof clientMessages;
export type ClientMessage<N extends ClientMessageName> = z.infer<(typeof clientMessages)[N]>;
