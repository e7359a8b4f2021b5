import { type RefObject, useEffect, useState } from "react";

const pause = 600;

/**
 * The text as learners would see it, made by the server a moment after the last change. Null while nothing has changed;
 * `isOld` while the answer is not there, the link down included: the last good preview stays.
 */
export function usePreview(formRef: RefObject<HTMLFormElement>, url: string, language: string) {
  const [html, setHtml] = useState<string | null>(null);
  const [isOld, setIsOld] = useState(false);
  useEffect(() => {
    const form = formRef.current!;
    let timer = 0;
    let asking = new AbortController();
    const ask = async () => {
      asking.abort();
      asking = new AbortController();
      const fields = new FormData();
      fields.set("language", language);
      fields.set("body", (form.elements.namedItem("body") as HTMLTextAreaElement).value);
      try {
        const response = await fetch(url, { method: "POST", body: fields, signal: asking.signal });
        if (!response.ok || response.redirected) return;
        setHtml(await response.text());
        setIsOld(false);
      } catch {
        // Another change asks again.
      }
    };
    const change = () => {
      setIsOld(true);
      clearTimeout(timer);
      timer = window.setTimeout(() => void ask(), pause);
    };
    form.addEventListener("input", change);
    form.addEventListener("editor-filled", change);
    return () => {
      clearTimeout(timer);
      asking.abort();
      form.removeEventListener("input", change);
      form.removeEventListener("editor-filled", change);
    };
  }, [formRef, url, language]);
  return { html, isOld };
}
