import { type Socket, io } from "socket.io-client";
import { comeBack } from "./room/come-back.ts";
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

const webSocketFirst = ["websocket", "polling"];
const pollingFirst = ["polling", "websocket"];

function openWire(webinar: string): Wire {
  return {
    socket: openSocket(),
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

/**
 * WebSocket first, a third of the bytes. Some networks refuse it, which leads on to long polling at once; some accept it
 * and let nothing through: after a try that came to nothing polling is first, until a WebSocket has worked.
 */
function openSocket(): Socket {
  const options = { tryAllTransports: true, ...comeBack };
  const socket = io({ transports: webSocketFirst, ...options });
  let failures = 0;
  socket.on("connect", () => {
    failures = 0;
    if (socket.io.engine.transport.name === "websocket") socket.io.opts.transports = webSocketFirst;
  });
  socket.on("connect_error", ({ message }) => {
    failures += message === "timeout" ? 2 : 1;
    if (navigator.onLine && failures > 1) socket.io.opts.transports = pollingFirst;
  });
  return socket;
}

/** Whether the reader pays for each byte, or waits for it. */
function hasThinLink(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
}

customElements.define("chat-room", ChatRoom);
