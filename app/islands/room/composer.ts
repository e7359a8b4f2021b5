import { keepOnDevice, readDevice } from "../saving/device.ts";
import { joinTexts } from "../saving/restore.ts";
import { part } from "./parts.ts";

/** The form: sends through the link, keeps a draft on the device, Enter sends where there is a keyboard. */
export function openComposer(root: HTMLElement, sent: () => void) {
  const form = part<HTMLFormElement>(root, "form");
  const field = form?.querySelector("textarea");
  const draftKey = `room-draft:${root.dataset.webinar}:${root.dataset.handle}`;
  let say: (clientId: string, body: string) => void = () => {};
  if (form && field) {
    const keep = () => keepOnDevice(draftKey, field.value || null);
    field.value = joinTexts(readDevice(draftKey) ?? "", field.value);
    // What was typed before the script came is nowhere else.
    keep();
    field.addEventListener("input", keep);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const body = field.value.trim();
      if (!body) return field.focus();
      field.value = "";
      keepOnDevice(draftKey, null);
      say(newId(), body);
      sent();
      field.focus();
    });
    if (matchMedia("(pointer: fine)").matches) {
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      });
      part(root, "keys")?.removeAttribute("hidden");
    }
    part(root, "refresh")?.setAttribute("hidden", "");
  }
  return {
    onSay: (listener: typeof say) => void (say = listener),
    /** Puts a message that could not be sent back into the field, before what stands there. */
    takeBack(body: string) {
      if (!field) return;
      field.value = field.value ? `${body}\n${field.value}` : body;
      keepOnDevice(draftKey, field.value);
      field.focus();
    },
  };
}

/** Not crypto.randomUUID(): sites without TLS have none, and a ministry's own network may be one. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
