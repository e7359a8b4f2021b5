import { type RefObject, useEffect, useRef } from "react";
import { markdownTools, toolKeys } from "#app/lib/markdown-tools.ts";

/** The field of the text, and its shortcuts: Ctrl or Command with the key of a tool. */
export function useTextKeys(formRef: RefObject<HTMLFormElement>): RefObject<HTMLTextAreaElement> {
  const textRef = useRef<HTMLTextAreaElement | null>(null);
  useEffect(() => {
    const text = formRef.current!.elements.namedItem("body") as HTMLTextAreaElement;
    textRef.current = text;
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
      const tool = toolKeys[event.key.toLowerCase()];
      if (!tool) return;
      markdownTools[tool]?.(text);
      event.preventDefault();
    };
    text.addEventListener("keydown", press);
    return () => text.removeEventListener("keydown", press);
  }, [formRef]);
  return textRef;
}
