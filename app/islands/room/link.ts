import { io } from "socket.io-client";
import type { OutboxStore } from "./outbox-store.ts";
import { backToWaiting, mark, nextToSend, remove } from "./outbox.ts";
import { type RoomMessage, createTimeline, hasGap, receive, skipTo } from "./timeline.ts";
import type { View } from "./view.ts";

type Answer<T> = { ok: true; data: T } | { ok: false; code: string; values?: { seconds?: number } };
type Joined = { last: number; messages: RoomMessage[]; tooOld: boolean };

/** How long a message that came too early may wait for its elders before they are asked for. */
const gapPatience = 500;
const answerPatience = 10_000;
/** Messages shown again after being away too long. */
const newest = 50;

type LinkOptions = { webinar: number; last: number; handle: string; view: View; outbox: OutboxStore };

/** The connection of a room's page: joins, resumes, says, and tells the view how things stand. */
export function openLink({ webinar, last, handle, view, outbox }: LinkOptions) {
  const timeline = createTimeline(last);
  const isFrugal = hasThinLink();
  const socket = io({ transports: ["websocket", "polling"], tryAllTransports: true, reconnectionDelayMax: 10_000 });
  const state = { joined: false, gapTimer: 0, pauseTimer: 0, over: false };

  function show(messages: RoomMessage[]): void {
    view.show(messages);
    const own = messages.filter((message) => message.handle === handle).map(({ clientId }) => clientId);
    if (own.length > 0) outbox.change((all) => remove(all, own));
  }

  function take(messages: RoomMessage[]): void {
    show(receive(timeline, messages));
    clearTimeout(state.gapTimer);
    if (hasGap(timeline)) state.gapTimer = window.setTimeout(() => void fetchFrom(timeline.last, 100), gapPatience);
  }

  async function join(): Promise<void> {
    const answer = await ask<Joined>("room.join", { webinar, after: timeline.last, quiet: isFrugal });
    if (!answer) return;
    if (!answer.ok) return refused(answer);
    state.joined = true;
    view.state("live");
    if (isFrugal) view.quiet();
    if (answer.data.tooOld) await startOver(answer.data.last);
    else take(answer.data.messages);
    flush();
  }

  /** Too much was said meanwhile: only the newest are shown, and a link leads to the rest. */
  async function startOver(end: number): Promise<void> {
    const before = timeline.last;
    const from = Math.max(before, end - newest);
    const rest = skipTo(timeline, from);
    if (from > before) view.skipped(webinar, from + 1);
    show(rest);
    await fetchFrom(timeline.last, newest);
  }

  async function fetchFrom(after: number, limit: number): Promise<void> {
    const response = await fetch(`/webinars/${webinar}/messages.json?after=${after}&limit=${limit}`).catch(() => null);
    if (response?.status === 401) return signedOut();
    if (response?.ok) take(((await response.json()) as Joined).messages);
    else if (state.joined) take([]);
  }

  function flush(): void {
    if (!state.joined) return;
    const message = nextToSend(outbox.all());
    if (message) void say(message.clientId, message.body);
  }

  async function say(clientId: string, body: string): Promise<void> {
    outbox.change((all) => mark(all, clientId, "sending"));
    const answer = await ask<RoomMessage>("room.say", { webinar, body, clientId });
    if (answer?.ok) {
      take([answer.data]);
      // A message that the page showed already when it loaded is not shown again.
      if (answer.data.sequence <= timeline.last) outbox.change((all) => remove(all, [clientId]));
    } else if (answer && !passes(answer.code)) {
      outbox.change((all) => mark(all, clientId, "failed"));
      view.refused(answer.code);
    } else if (answer) {
      outbox.change(backToWaiting);
      return refused(answer);
    }
    flush();
  }

  /** Asks the server; null when the link broke: the message may have arrived or not, and is sent again after joining. */
  async function ask<T>(name: string, message: object): Promise<Answer<T> | null> {
    try {
      return (await socket.timeout(answerPatience).emitWithAck(name, message)) as Answer<T>;
    } catch {
      outbox.change(backToWaiting);
      // A link that swallows questions is as good as cut: a new one is tried at once.
      if (socket.connected) socket.io.engine?.close();
      return null;
    }
  }

  function refused({ code, values }: { code: string; values?: { seconds?: number } }): void {
    if (code === "error.sign_in_needed") return signedOut();
    if (!passes(code)) return view.closed(code);
    if (code === "error.too_many") view.refused(code);
    clearTimeout(state.pauseTimer);
    const pause = (values?.seconds ?? 3) * 1000 + Math.random() * 500;
    state.pauseTimer = window.setTimeout(() => (state.joined ? flush() : void join()), pause);
  }

  function signedOut(): void {
    state.over = true;
    state.joined = false;
    socket.disconnect();
    view.signedOut(webinar);
  }

  socket.on("connect", () => void join());
  socket.on("room.message", (message: RoomMessage) => take([message]));
  // The server has let go of this page, or may have missed something: everybody is told, so everybody waits a little.
  socket.on("room.resync", () => void setTimeout(() => socket.connected && void join(), Math.random() * 1000));
  socket.on("room.presence", (presence: { people: number; names: string[] }) => {
    if (!isFrugal) view.presence(presence);
  });
  socket.on("account.signed_out", signedOut);
  socket.on("disconnect", (reason) => {
    state.joined = false;
    if (state.over) return;
    outbox.change(backToWaiting);
    view.state(navigator.onLine ? "reconnecting" : "offline");
    // socket.io does not come back by itself from an end that the server has willed.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1000 + Math.random() * 2000);
  });
  socket.on("connect_error", () => view.state(navigator.onLine ? "reconnecting" : "offline"));
  window.addEventListener("offline", () => {
    view.state("offline");
    // Without this a cut link is noticed only when the next ping stays away.
    socket.io.engine?.close();
  });
  window.addEventListener("online", () => {
    if (!state.over && !socket.connected) socket.disconnect().connect();
  });
  return { flush };
}

/** Refusals that pass by themselves. */
function passes(code: string): boolean {
  return ["error.too_many", "error.unexpected", "error.sign_in_needed"].includes(code);
}

/** Whether the reader pays for each byte, or waits for it: then nobody's coming and going is told. */
function hasThinLink(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
}
