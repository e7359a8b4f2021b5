import { openMentions } from "./composer/mentions.ts";
import { openPreview } from "./composer/preview.ts";
import { openQuoting } from "./composer/quote.ts";
import { openTools } from "./composer/tools.ts";

// Enhances a form that Markdown is written in: tools, a preview in place, quoting, people to mention, Ctrl+Enter. Without it the form is
// complete.
class ForumComposer extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")!;
    const text = form.querySelector("textarea")!;
    openPreview(this, form, text);
    openQuoting(text);
    openMentions(this, text);
    openTools(this, form, text);
  }
}

customElements.define("forum-composer", ForumComposer);
