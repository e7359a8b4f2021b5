import type { Page } from "playwright-core";

/** A document that somebody is given. A mail has no frame of ours, and its one sheet is ours. */
export type Given = { name: string; html: string };
type Judged = { name: string; faults: string[]; text: string };

/**
 * What is alive in these documents of what was written with `mark` in it, as Chromium reads them by the standard, and the words that they show,
 * fields included. Nothing of them is run. `own` is the address of the site.
 */
export function judge(page: Page, given: readonly Given[], about: { mark: string; own: string }): Promise<Judged[]> {
  return page.evaluate(
    ({ given, mark, own }) => {
      const addressed = new Set(
        "href src action formaction xlink:href data poster srcset cite background ping manifest longdesc lowsrc dynsrc".split(
          " ",
        ),
      );
      const never = new Set(
        "iframe object embed applet frame frameset base portal plaintext marquee bgsound".split(" "),
      );
      const controls = new Set("form input button select textarea option".split(" "));
      const holds = (text: string | null) => (text ?? "").toLowerCase().includes(mark);
      // As browsers read an address: without what they pass over.
      // eslint-disable-next-line no-control-regex
      const schemeOf = (value: string) =>
        /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\u0000-\u0020]/g, ""))?.[1]?.toLowerCase();

      const faultsOf = (element: Element): string[] => {
        const name = element.localName.toLowerCase();
        const found: string[] = [];
        const fault = (kind: string) => found.push(`${kind}: ${element.outerHTML.slice(0, 200)}`);
        if (never.has(name)) fault("element");
        if (holds(name)) fault("element of a name that was written");
        if (name === "script") {
          const src = element.getAttribute("src");
          const isData = /json/.test(element.getAttribute("type") ?? "");
          if (src !== null ? !/^\/(?!\/)/.test(src) : !isData && holds(element.textContent)) fault("script");
        }
        if (name === "style" && holds(element.textContent)) fault("style");
        if (name === "meta" && element.hasAttribute("http-equiv")) fault("meta");
        if (name === "link" && /stylesheet|import|preload|prefetch|icon/.test(element.getAttribute("rel") ?? "")) {
          if (holds(element.getAttribute("href"))) fault("link");
        }
        const isDrawing = /svg|math/i.test(element.namespaceURI ?? "");
        for (const { name: attribute, value } of element.attributes) {
          const key = attribute.toLowerCase();
          if (key.startsWith("on")) fault("handler");
          if (holds(key)) fault("attribute of a name that was written");
          if (key === "srcdoc") fault("srcdoc");
          if (key === "style" && (holds(value) || /url\(|expression|position/i.test(value))) fault("style");
          if ((key === "id" || key === "name" || key === "class" || key === "for") && holds(value)) fault(key);
          if (addressed.has(key)) {
            const scheme = schemeOf(value);
            const isPicture = name === "img" && /^data:image\/(png|jpeg|gif|webp)[;,]/i.test(value);
            if (scheme && !["http", "https", "mailto", "tel"].includes(scheme) && !isPicture) fault("address");
            if (controls.has(name) && holds(value) && !/^\/(?!\/)/.test(value)) fault("form");
            if (name === "img" && holds(value) && !value.startsWith("/") && !value.startsWith(own))
              fault("picture from elsewhere");
            if (isDrawing && holds(value)) fault("drawing");
          }
        }
        if (name === "form" && !/^(\/(?!\/)|\?|$)/.test(element.getAttribute("action") ?? "")) fault("form");
        return found;
      };

      const walk = (root: ParentNode): string[] =>
        [...root.querySelectorAll("*")].flatMap((element) => [
          ...faultsOf(element),
          ...(element instanceof HTMLTemplateElement || element.localName === "template"
            ? walk((element as HTMLTemplateElement).content)
            : []),
        ]);

      return given.map(({ name, html }) => {
        const parsed = new DOMParser().parseFromString(html, "text/html");
        const faults = walk(parsed);
        const fields = [...parsed.querySelectorAll("input, [title], [alt]")].map((field) =>
          ["value", "title", "alt"].map((key) => field.getAttribute(key) ?? "").join(" "),
        );
        for (const unread of parsed.querySelectorAll("script, style")) unread.remove();
        return { name, faults, text: `${parsed.title} ${parsed.body.textContent} ${fields.join(" ")}` };
      });
    },
    { given: [...given], ...about },
  );
}
