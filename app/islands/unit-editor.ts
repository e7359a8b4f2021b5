import { openTextKeys, openToolbar } from "./composer/tools.ts";
import { openAutosave } from "./editor/autosave.ts";
import { openFiles } from "./editor/files.ts";
import { openPreview } from "./editor/preview.ts";
import { openViews } from "./editor/views.ts";

// Enhances the form that a unit's text is written in: it saves itself, shows the text as learners will see it, has tools,
// takes files into the text, and says who else is at it. Without it the form is complete.
class UnitEditor extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector<HTMLFormElement>("form.editor")!;
    const text = form.elements.namedItem("body") as HTMLTextAreaElement;
    openToolbar(form.querySelector<HTMLElement>("[role=toolbar]")!, text);
    openTextKeys(text);
    openFiles(this, text);
    openViews(form);
    openPreview(this, form, text);
    openAutosave(this, form);
    for (const part of this.querySelectorAll<HTMLElement>("[data-scripted]")) part.hidden = false;
    for (const part of this.querySelectorAll<HTMLElement>("[data-plain]")) part.hidden = !holdsFile(part);
  }
}

/** A file that was chosen before the script came is still to be sent the way it was chosen. */
function holdsFile(part: HTMLElement): boolean {
  return [...part.querySelectorAll<HTMLInputElement>("[type=file]")].some(({ files }) => files?.length);
}

customElements.define("unit-editor", UnitEditor);
