import { Icon, type IconName } from "#app/ui/elements/icons.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/**
 * Buttons that write Markdown into the text. They need JavaScript, so the island shows them; one tab stop, then the
 * arrow keys.
 */
export function Toolbar() {
  const { t } = useI18n();
  const attributes = {
    className: "toolbar",
    role: "toolbar",
    "aria-label": t("forum.tool.title"),
    "aria-controls": "body",
    hidden: true,
  };
  return <Kept as="div" attributes={attributes} piece={toolsPiece} of={[{ facts: {} }]} />;
}

const toolsPiece: Piece<object> = { name: "tools of Markdown", Draw: Tools };

function Tools() {
  const { t } = useI18n();
  const tools: { name: IconName; label: string; keys?: string }[] = [
    { name: "bold", label: t("forum.tool.bold"), keys: "Control+B" },
    { name: "italic", label: t("forum.tool.italic"), keys: "Control+I" },
    { name: "link", label: t("forum.tool.link"), keys: "Control+K" },
    { name: "list", label: t("forum.tool.list") },
    { name: "quote", label: t("forum.tool.quote") },
    { name: "code", label: t("forum.tool.code") },
  ];
  return (
    <>
      {tools.map(({ name, label, keys }, index) => (
        <button
          key={name}
          type="button"
          className={`tool tool-${name}`}
          data-tool={name}
          aria-keyshortcuts={keys}
          title={keys ? `${label} (${keys.replace("Control", "Ctrl")})` : label}
          tabIndex={index === 0 ? 0 : -1}
        >
          <Icon name={name} /> {label}
        </button>
      ))}
    </>
  );
}
