import { io } from "socket.io-client";
import { type Wire, openLink } from "./room/link.ts";
import { keepOutbox } from "./room/outbox-store.ts";
import { mark, remove, write } from "./room/outbox.ts";
import { openView } from "./room/view.ts";

// The live talk of a webinar's room. Without it the page is a list, a form and a link that loads it again.
class ChatRoom extends HTMLElement {
  connectedCallback() {
    const { webinar = "", handle = "", last = "0" } = this.dataset;
    const view = openView(this);
    const outbox = keepOutbox(`room:${webinar}:${handle}`, (messages) => view.showOutbox(messages));
    const wire = openWire(webinar);
    const link = openLink({ webinar: Number(webinar), last: Number(last), handle, view, outbox, wire });
    view.showOutbox(outbox.all());
    view.onSay((clientId, body) => {
      outbox.change((all) => write(all, { clientId, body }));
      link.flush();
    });
    view.onRetry((clientId) => {
      outbox.change((all) => mark(all, clientId, "waiting"));
      link.flush();
    });
    view.onTakeBack((clientId) => outbox.change((all) => remove(all, [clientId])));
    window.addEventListener("offline", link.cut);
    window.addEventListener("online", link.back);
  }
}

/** WebSocket first, a third of the bytes; long polling where a network breaks WebSockets. */
function openWire(webinar: string): Wire {
  return {
    socket: io({ transports: ["websocket", "polling"], tryAllTransports: true, reconnectionDelayMax: 10_000 }),
    isOnline: () => navigator.onLine,
    isFrugal: hasThinLink(),
    async read(after, limit) {
      const address = `/webinars/${webinar}/messages.json?after=${after}&limit=${limit}`;
      const response = await fetch(address).catch(() => null);
      if (response?.status === 401) return "signed out";
      return response?.ok ? (await response.json()).messages : null;
    },
  };
}

/** Whether the reader pays for each byte, or waits for it. */
function hasThinLink(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
}

customElements.define("chat-room", ChatRoom);
