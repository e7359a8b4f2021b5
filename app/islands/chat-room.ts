import { openLink } from "./room/link.ts";
import { keepOutbox } from "./room/outbox-store.ts";
import { mark, remove, write } from "./room/outbox.ts";
import { openView } from "./room/view.ts";

// The live talk of a webinar's room. Without it the page is a list, a form and a link that loads it again.
class ChatRoom extends HTMLElement {
  connectedCallback() {
    const { webinar = "", handle = "", last = "0" } = this.dataset;
    const view = openView(this);
    const outbox = keepOutbox(`room:${webinar}:${handle}`, (messages) => view.showOutbox(messages));
    const link = openLink({ webinar: Number(webinar), last: Number(last), handle, view, outbox });
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
  }
}

customElements.define("chat-room", ChatRoom);
