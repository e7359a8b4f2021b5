import { keepDraft } from "./composer/draft.ts";
import { openPreview } from "./composer/preview.ts";
import { openQuoting } from "./composer/quote.ts";
import { openTools } from "./composer/tools.ts";

// Enhances a form that Markdown is written in: tools, a preview in place, quoting, Ctrl+Enter, and, where `data-draft` names
// one, a draft that this browser keeps until its post has arrived. Without it the form is complete.
class ForumComposer extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")!;
    const text = form.querySelector("textarea")!;
    openPreview(this, form, text);
    if (this.dataset.draft) keepDraft(this, form);
    openQuoting(text);
    openTools(this, form, text);
  }
}

customElements.define("forum-composer", ForumComposer);
