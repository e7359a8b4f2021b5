import { type KeyboardEvent, type RefObject, useState } from "react";
import { markdownTools } from "#app/lib/markdown-tools.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type EditorToolbarProps = { textRef: RefObject<HTMLTextAreaElement>; children?: React.ReactNode };

/** Buttons that write Markdown into the text: one tab stop, then the arrow keys. Only where scripts run. */
export function EditorToolbar({ textRef, children }: EditorToolbarProps) {
  const { t, direction } = useI18n();
  const [current, setCurrent] = useState(0);
  const tools = [
    { name: "heading", sign: "##", label: t("authoring.editor.tool.heading") },
    { name: "bold", sign: "B", label: t("forum.tool.bold"), keys: "Control+B" },
    { name: "italic", sign: "I", label: t("forum.tool.italic"), keys: "Control+I" },
    { name: "link", sign: "[ ]( )", label: t("forum.tool.link"), keys: "Control+K" },
    { name: "list", sign: "•", label: t("forum.tool.list") },
    { name: "quote", sign: ">", label: t("forum.tool.quote") },
    { name: "code", sign: "` `", label: t("forum.tool.code") },
  ];
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const ahead = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (!/^Arrow(Left|Right)$/.test(event.key)) return;
    const next = (current + (event.key === ahead ? 1 : -1) + tools.length) % tools.length;
    setCurrent(next);
    event.currentTarget.querySelectorAll<HTMLButtonElement>(".tool")[next]?.focus();
    event.preventDefault();
  };
  return (
    <div className="toolbar">
      <div
        className="cluster-tight"
        role="toolbar"
        tabIndex={-1}
        aria-label={t("forum.tool.title")}
        aria-controls="body"
        onKeyDown={step}
      >
        {tools.map(({ name, sign, label, keys }, index) => (
          <button
            key={name}
            type="button"
            className={`tool tool-${name}`}
            aria-label={label}
            aria-keyshortcuts={keys}
            title={keys ? `${label} (${keys.replace("Control", "Ctrl")})` : label}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onClick={() => textRef.current && markdownTools[name]?.(textRef.current)}
          >
            <span aria-hidden="true" dir="ltr">
              {sign}
            </span>
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
