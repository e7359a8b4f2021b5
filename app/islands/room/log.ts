import { spokenLink, type SpokenPart, spokenParts } from "#app/lib/spoken/parts.ts";
import type { Outbox, Unsent } from "./outbox.ts";
import type { RoomMessage } from "./timeline.ts";
import type { ToldFace } from "#app/lib/faces/drawn.ts";
import { asWritten, wholeTime } from "#app/lib/written-dates.ts";
import { followsOn } from "#app/lib/spoken/grouping.ts";
import { drawFace } from "./face.ts";
import { type Words, part } from "./parts.ts";

/** The list of messages: what is being read never moves, what comes below is announced by a button. */
export function openLog(root: HTMLElement, words: Words) {
  const box = root.querySelector<HTMLElement>('[role="log"]')!;
  const list = box.querySelector("ol")!;
  const end = list.querySelector("#end")!;
  const template = part<HTMLTemplateElement>(root, "message")!;
  const button = part<HTMLButtonElement>(root, "new")!;
  const clock = new Intl.DateTimeFormat(root.dataset.locale, { timeStyle: "short", timeZone: root.dataset.zone });
  const pending = new Map<string, { item: HTMLElement; state: Unsent["state"] }>();
  const unwanted = new Set(root.dataset.unwanted?.split(" "));
  const ownFace = JSON.parse(root.dataset.face ?? "null") ?? undefined;
  let unseen = 0;
  let retry: (clientId: string) => void = () => {};
  let takeBack: (clientId: string, body: string) => void = () => {};

  const isAtEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < 48;
  function toEnd(): void {
    box.scrollTop = box.scrollHeight;
    countUnseen(0);
  }
  function countUnseen(count: number): void {
    unseen = count;
    button.hidden = count === 0;
    button.textContent = words.new!.replace("{count}", String(count));
  }
  /** Changes the list; whoever reads the end stays at the end, whoever reads further up stays there. */
  function changing(change: () => number): void {
    const wasAtEnd = isAtEnd();
    const added = change();
    if (wasAtEnd) toEnd();
    else if (added > 0) countUnseen(unseen + added);
  }

  function line(author: string, face: ToldFace | undefined, body: string, isMine: boolean): HTMLElement {
    const item = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    item.classList.toggle("chat-mine", isMine);
    if (isMine) item.querySelector(".chat-report")?.remove();
    item.querySelector(".face")!.replaceWith(drawFace(face));
    item.querySelector("bdi")!.textContent = author;
    item.querySelector("p")!.textContent = body;
    return item;
  }

  function messageLine({ sequence, name, handle, face, body, at, ...spoken }: RoomMessage): HTMLElement {
    const item = line(name, face, "", handle === root.dataset.handle);
    sayParts(item.querySelector("p")!, spokenParts(body, spoken));
    const report = item.querySelector<HTMLAnchorElement>(".chat-report");
    if (report) report.href += sequence;
    item.id = `message-${sequence}`;
    item.dataset.seq = String(sequence);
    const time = item.querySelector("time")!;
    time.dateTime = at;
    time.textContent = wholeTime(asWritten(root.dataset.locale, clock.format(new Date(at))));
    item.querySelector(".chat-state")?.remove();
    item.dataset.by = handle;
    if (handle !== root.dataset.trainer) item.querySelector(".chat-role")?.remove();
    if (spoken.isGone) takeAway(item);
    else if (unwanted.has(handle)) fold(item);
    return item;
  }

  /** Leaves the place of a message, and one line instead of it. */
  function takeAway(item: Element): void {
    const [time, text] = [item.querySelector("time")!, item.querySelector("p")!];
    item.className = "chat-message chat-removed";
    text.textContent = words.gone!;
    item.replaceChildren(time, text);
  }

  /** What somebody says whom the reader keeps away: it is not read out, and can be unfolded. */
  function fold(item: HTMLElement): void {
    const [whole, summary] = [document.createElement("details"), document.createElement("summary")];
    summary.className = "small soft";
    summary.textContent = words.unwanted!;
    whole.append(summary, ...item.childNodes);
    item.append(whole);
    item.setAttribute("aria-live", "off");
  }

  /** Who said the last line before a place of the list, and when; nobody's for anything but a message. */
  function spokenBefore(place: Element): { handle: string; at: string } | undefined {
    const line = place.previousElementSibling as HTMLElement | null;
    const at = line?.querySelector("time")?.dateTime;
    return line?.dataset.by && at ? { handle: line.dataset.by, at } : undefined;
  }

  function unsentLine({ clientId, body, state }: Unsent): HTMLElement {
    const item = line(root.dataset.name ?? "", ownFace, body, true);
    item.removeAttribute("id");
    item.removeAttribute("data-seq");
    item.querySelector("time")!.remove();
    if (root.dataset.handle !== root.dataset.trainer) item.querySelector(".chat-role")?.remove();
    item.classList.add(state === "failed" ? "chat-failed" : "chat-sending");
    const note = item.querySelector<HTMLElement>(".chat-state")!;
    note.textContent = `${words[state]} `;
    if (state === "failed") {
      const again = () => {
        retry(clientId);
        box.focus();
      };
      note.append(
        action(words.retry!, again),
        " ",
        action(words.takeBack!, () => takeBack(clientId, body)),
      );
    }
    item.dataset.unsent = state;
    // It is announced when it has its number, like everybody's.
    item.setAttribute("aria-live", "off");
    return item;
  }

  function action(text: string, run: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = text;
    made.addEventListener("click", run);
    return made;
  }

  box.addEventListener("scroll", () => unseen > 0 && isAtEnd() && countUnseen(0), { passive: true });
  button.addEventListener("click", () => {
    toEnd();
    box.focus();
  });
  pauseButton(root, box);
  toEnd();

  return {
    /** A message that is shown is out of sight by now. */
    gone(sequence: number): void {
      const item = list.querySelector(`[data-seq="${sequence}"]`);
      if (item) takeAway(item);
    },
    toEnd,
    show(messages: RoomMessage[]) {
      if (messages.length === 0) return;
      changing(() => {
        part(root, "empty")?.remove();
        const first = list.querySelector("[data-unsent]") ?? end;
        for (const message of messages) {
          const item = messageLine(message);
          if (!unwanted.has(message.handle) && followsOn(message, spokenBefore(first))) {
            item.classList.add("chat-follows");
            item.querySelector(".face")?.remove();
          }
          first.before(item);
        }
        return messages.filter(({ handle }) => handle !== root.dataset.handle && !unwanted.has(handle)).length;
      });
    },
    /** Shows what is not numbered yet, in order, after everything that is. */
    showOutbox(outbox: Outbox) {
      changing(() => {
        part(root, "empty")?.toggleAttribute("hidden", outbox.length > 0);
        for (const [clientId, { item }] of pending) {
          if (outbox.some((message) => message.clientId === clientId)) continue;
          item.remove();
          pending.delete(clientId);
        }
        for (const message of outbox) {
          const { clientId, state } = message;
          const known = pending.get(clientId);
          // A line that stays as it is keeps the focus that may be on its buttons.
          if (known?.state === state) continue;
          const item = unsentLine(message);
          if (known) known.item.replaceWith(item);
          else end.before(item);
          pending.set(clientId, { item, state });
        }
        return 0;
      });
    },
    skipped(href: string, text: string) {
      for (const item of list.querySelectorAll("[data-seq]")) item.remove();
      const item = document.createElement("li");
      const anchor = document.createElement("a");
      anchor.href = href;
      anchor.textContent = text;
      item.append(anchor);
      list.prepend(item);
      toEnd();
    },
    announce(text: string) {
      const item = document.createElement("li");
      item.className = "small soft";
      item.textContent = text;
      changing(() => {
        end.before(item);
        return 0;
      });
      setTimeout(() => item.remove(), 15_000);
    },
    onRetry: (listener: typeof retry) => void (retry = listener),
    onTakeBack: (listener: typeof takeBack) => void (takeBack = listener),
  };
}

/** Lets people who hear the page stop being told each message. */
function pauseButton(root: HTMLElement, box: HTMLElement): void {
  const button = part<HTMLButtonElement>(root, "pause");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const isPaused = box.getAttribute("aria-live") === "off";
    box.setAttribute("aria-live", isPaused ? "polite" : "off");
    button.setAttribute("aria-pressed", String(!isPaused));
  });
}

/** Says in a line what the page would say: links, stress and code at the places that the server has found. */
function sayParts(target: HTMLElement, parts: SpokenPart[]): void {
  for (const part of parts) {
    if (typeof part === "string") {
      target.append(part);
      continue;
    }
    const made = document.createElement(part.tag);
    if (part.tag === "a") {
      Object.assign(made, { href: part.href, textContent: part.text, ...spokenLink });
    } else sayParts(made, part.parts);
    target.append(made);
  }
}
