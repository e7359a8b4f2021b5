import type { ServerMessages } from "#app/sockets.ts";

export type RoomMessage = Parameters<ServerMessages["room.message"]>[0];

/** What a browser knows of a room's talk, without anything of the page. */
export type Timeline = {
  /** The number of the last message shown; everything before it is shown or was left out on purpose. */
  last: number;
  /** Messages that came before one that is still missing. */
  early: Map<number, RoomMessage>;
};

/** A timeline whose page already shows everything up to `last`. */
export function createTimeline(last: number): Timeline {
  return { last, early: new Map() };
}

/**
 * Takes in messages from anywhere: live, resumed, again, in any order. Returns those that can now be shown, in order and
 * each once; what came too early waits for what is missing.
 */
export function receive(timeline: Timeline, messages: readonly RoomMessage[]): RoomMessage[] {
  for (const message of messages) if (message.sequence > timeline.last) timeline.early.set(message.sequence, message);
  const shown: RoomMessage[] = [];
  for (;;) {
    const next = timeline.early.get(timeline.last + 1);
    if (!next) return shown;
    timeline.early.delete(next.sequence);
    timeline.last = next.sequence;
    shown.push(next);
  }
}

/** Whether something is missing between what is shown and what has come. */
export function hasGap(timeline: Timeline): boolean {
  return timeline.early.size > 0;
}

/** Leaves out everything up to `last`, after being away too long; what is newer can still be shown. */
export function skipTo(timeline: Timeline, last: number): RoomMessage[] {
  if (last > timeline.last) timeline.last = last;
  for (const sequence of timeline.early.keys()) if (sequence <= timeline.last) timeline.early.delete(sequence);
  return receive(timeline, []);
}
