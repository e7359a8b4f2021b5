import type { Socket } from "socket.io-client";
import { openDelivery } from "../saving/delivery.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { backToWaiting, mark, nextToSend, remove, type Unsent } from "./outbox.ts";
import { type RoomMessage, createTimeline, hasGap, receive, skipTo } from "./timeline.ts";
import type { View } from "./view.ts";

type Refusal = { code: string; values?: { seconds?: number } };
type Answer<T> = { ok: true; data: T } | ({ ok: false } & Refusal);
type Joined = { last: number; messages: RoomMessage[]; tooOld: boolean };

/** What the link runs over. */
export type Wire = {
  socket: Socket;
  isOnline: () => boolean;
  /** Whether each byte counts: then nobody's coming and going is told. */
  isFrugal: boolean;
  /** Messages after a number, by plain HTTP; null when they cannot be had now. */
  read: (after: number, limit: number) => Promise<RoomMessage[] | "signed out" | null>;
};

type LinkOptions = {
  webinar: number;
  /** The last message that the page shows. */
  last: number;
  handle: string;
  view: Pick<View, "state" | "show" | "gone" | "skipped" | "presence" | "quiet" | "refused" | "closed" | "signedOut">;
  outbox: OutboxStore;
  wire: Wire;
};

/** How long a message that came too early may wait for its elders before they are asked for. */
const gapPatience = 500;
const answerPatience = 10_000;
/** Messages shown again after being away too long. */
const newest = 50;

/** The connection of a room's page: joins, resumes, says, and tells the view how things stand. */
export function openLink({ webinar, last, handle, view, outbox, wire }: LinkOptions) {
  const { socket } = wire;
  const timeline = createTimeline(last);
  let isJoined = false;
  let isOver = false;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;

  function take(messages: RoomMessage[]): void {
    const shown = receive(timeline, messages);
    view.show(shown);
    const own = shown.filter((message) => message.handle === handle).map(({ clientId }) => clientId);
    if (own.length > 0) outbox.change((all) => remove(all, own));
    clearTimeout(gapTimer);
    if (hasGap(timeline)) gapTimer = setTimeout(() => void readOn(100), gapPatience);
  }

  async function join(): Promise<void> {
    const message = { webinar, after: timeline.last, quiet: wire.isFrugal, viewer: handle };
    const answer = await ask<Joined>("room.join", message);
    if (!answer) return;
    if (!answer.ok) return refused(answer);
    isJoined = true;
    view.state("live");
    if (wire.isFrugal) view.quiet();
    if (answer.data.tooOld) await startOver(answer.data.last);
    else take(answer.data.messages);
    delivery.stop();
    delivery.go();
  }

  /** Too much was said meanwhile: only the newest are shown, and a link leads to the rest. */
  async function startOver(end: number): Promise<void> {
    const from = end - newest;
    if (from > timeline.last) {
      const rest = skipTo(timeline, from);
      view.skipped(webinar, from + 1);
      view.show(rest);
    }
    await readOn(newest);
  }

  async function readOn(limit: number): Promise<void> {
    const messages = await wire.read(timeline.last, limit);
    if (messages === "signed out") signedOut();
    else if (messages || isJoined) take(messages ?? []);
  }

  /** One message at a time, so that they are numbered in the order they were written. */
  const delivery = openDelivery<Unsent, Answer<RoomMessage>>({
    next: () => (isJoined ? nextToSend(outbox.all()) : null),
    begun: ({ clientId }) => outbox.change((all) => mark(all, clientId, "sending")),
    send: ({ clientId, body }) => ask<RoomMessage>("room.say", { webinar, body, clientId }),
    heard({ clientId }, answer) {
      if (answer.ok) {
        take([answer.data]);
        // A message that the page showed already when it loaded is not shown again.
        if (answer.data.sequence <= timeline.last) outbox.change((all) => remove(all, [clientId]));
      } else if (passes(answer.code)) {
        outbox.change(backToWaiting);
        refused(answer);
        return pauseOf(answer);
      } else {
        outbox.change((all) => mark(all, clientId, "failed"));
        view.refused(answer.code);
      }
      return 0;
    },
    // After joining it is sent again at once.
    unheard: () => {},
  });

  /** Asks the server; null when the link broke: the message may have arrived or not, and is sent again after joining. */
  async function ask<T>(name: string, message: object): Promise<Answer<T> | null> {
    try {
      return (await socket.timeout(answerPatience).emitWithAck(name, message)) as Answer<T>;
    } catch {
      outbox.change(backToWaiting);
      // A link that swallows questions is as good as cut: a new one is tried at once.
      if (socket.connected) socket.io.engine.close();
      return null;
    }
  }

  function refused({ code, values }: Refusal): void {
    if (code === "error.sign_in_needed") return signedOut();
    if (!passes(code)) return view.closed(code);
    if (isJoined) return code === "error.too_many" ? view.refused(code) : undefined;
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(() => socket.connected && void join(), pauseOf({ values }));
  }

  function signedOut(): void {
    isOver = true;
    isJoined = false;
    socket.disconnect();
    view.signedOut(webinar);
  }

  const tellBroken = () => !isOver && view.state(wire.isOnline() ? "reconnecting" : "offline");

  socket.on("connect", () => void join());
  socket.on("room.message", (message: RoomMessage) => take([message]));
  socket.on("room.message_gone", ({ sequence }: { sequence: number }) => view.gone(sequence));
  // The server has let go of this page, or may have missed something: everybody is told, so everybody waits a little.
  socket.on("room.resync", () => void setTimeout(() => socket.connected && void join(), Math.random() * 1000));
  socket.on("room.presence", (presence: { people: number; names: string[] }) => {
    if (!wire.isFrugal) view.presence(presence);
  });
  socket.on("account.signed_out", signedOut);
  socket.on("connect_error", (error) => {
    tellBroken();
    // Nor does it when the server itself refuses for the moment: a full house, a database that is away.
    if (!socket.active && !isOver)
      setTimeout(() => isOver || socket.connect(), pauseOf((error as { data?: Refusal }).data ?? {}));
  });
  socket.on("disconnect", (reason) => {
    isJoined = false;
    outbox.change(backToWaiting);
    tellBroken();
    // socket.io does not come back by itself from an end that the server has willed.
    if (reason === "io server disconnect" && !isOver) setTimeout(() => socket.connect(), 500 + Math.random() * 1500);
  });
  return {
    /** Something was written: it is sent at once, or after the pause that the server has asked for. */
    flush: () => delivery.plan(0),
    /** The device says that it has no network: without this a cut is noticed only when the next ping stays away. */
    cut() {
      tellBroken();
      if (socket.connected) socket.io.engine.close();
    },
    /** The device says that it has a network again: no waiting for the next try. */
    back() {
      if (!isOver && !socket.connected) socket.disconnect().connect();
    },
  };
}

/** Milliseconds until a refusal that passes may have passed, not the same for everybody. */
function pauseOf({ values }: Pick<Refusal, "values">): number {
  return (values?.seconds ?? 3) * 1000 + Math.random() * 500;
}

const passing = ["error.too_many", "error.busy", "error.database_away", "error.unexpected", "error.sign_in_needed"];

/** Refusals that pass by themselves. */
function passes(code: string): boolean {
  return passing.includes(code);
}
