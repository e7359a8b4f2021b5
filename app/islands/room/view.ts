import type { Outbox } from "./outbox.ts";
import { openComposer } from "./composer.ts";
import { drawFace } from "./face.ts";
import { openLog } from "./log.ts";
import { sayOnLine } from "../saving/line.ts";
import type { SaveState } from "../saving/state.ts";
import { type Words, part } from "./parts.ts";
import type { RoomMessage } from "./timeline.ts";
import type { ServerMessages } from "#app/sockets.ts";

export type View = ReturnType<typeof openView>;
export type LinkState = "connecting" | "live" | "reconnecting" | "offline";

/** What the line of a room looks like while it speaks of the link: as one that says what is saved. */
const looks: Record<string, SaveState["kind"]> = {
  connecting: "saving",
  live: "saved",
  reconnecting: "offline",
  offline: "offline",
  closed: "over",
  "signed-out": "signedOut",
};

/** Everything that the link may change on the page. */
export function openView(root: HTMLElement) {
  const words = JSON.parse(root.dataset.words ?? "{}") as Words;
  const status = part(root, "status")!;
  const people = part(root, "presence")!;
  const log = openLog(root, words);
  const composer = openComposer(root, () => log.toEnd());
  const told: { state: LinkState | null; timer: number } = { state: null, timer: 0 };
  const say = (text: string, link?: { href: string; text: string }) =>
    sayOnLine(status, looks[root.dataset.state!]!, text, link);
  root.dataset.state = "connecting";
  say(words.connecting!);

  function state(next: LinkState): void {
    clearTimeout(told.timer);
    root.dataset.state = next;
    if (next !== "live") people.textContent = "";
    const isLong = next !== told.state && next === "reconnecting";
    if (next !== told.state) say(words[next]!);
    told.state = next;
    // A link that does not come back: the plain page is always there.
    if (isLong)
      told.timer = window.setTimeout(() => say(words.reconnecting!, { href: "?plain", text: words.plain! }), 15_000);
  }

  return {
    state,
    show: (messages: RoomMessage[]) => log.show(messages),
    gone: (sequence: number) => log.gone(sequence),
    showOutbox: (outbox: Outbox) => log.showOutbox(outbox),
    skipped: (webinar: number, before: number) =>
      log.skipped(`/webinars/${webinar}/room?before=${before}`, words.skipped!),
    presence({ people: count, names, faces }: Parameters<ServerMessages["room.presence"]>[0]) {
      const [before = "", after = ""] = words.presence!.replace("{count}", String(count)).split("{names}");
      people.textContent = before;
      for (const [index, name] of names.entries()) {
        const person = document.createElement("bdi");
        person.className = "room-person";
        person.append(drawFace(faces?.[index]), name);
        people.append(index > 0 ? ", " : "", person);
      }
      people.append((count > names.length ? ` ${words.presenceMore}` : "") + after);
    },
    quiet(): void {
      people.textContent = words.quiet!;
    },
    /** Something about a message that was not taken. */
    refused: (code: string) => log.announce(words[code] ?? words["error.unexpected"]!),
    /** The room is closed to this person, or to everybody. */
    closed(code: string) {
      root.dataset.state = "closed";
      say(words[code] ?? words["error.unexpected"]!);
    },
    signedOut(webinar: number) {
      root.dataset.state = "signed-out";
      people.textContent = "";
      say(words.signedOut!, {
        href: `/login?next=${encodeURIComponent(`/webinars/${webinar}/room`)}`,
        text: words.signIn!,
      });
    },
    onSay: composer.onSay,
    onRetry: (listener: (clientId: string) => void) => log.onRetry(listener),
    onTakeBack: (listener: (clientId: string) => void) =>
      log.onTakeBack((clientId, body) => {
        listener(clientId);
        composer.takeBack(body);
      }),
  };
}
