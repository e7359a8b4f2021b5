import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Buttons that write Markdown and files into the text. They need JavaScript, so the island shows them. */
export function EditorToolbar() {
  const { t } = useI18n();
  const tools = [
    { name: "heading", sign: "##", label: t("authoring.editor.tool.heading") },
    { name: "bold", sign: "B", label: t("forum.tool.bold"), keys: "Control+B" },
    { name: "italic", sign: "I", label: t("forum.tool.italic"), keys: "Control+I" },
    { name: "link", sign: "[ ]( )", label: t("forum.tool.link"), keys: "Control+K" },
    { name: "list", sign: "•", label: t("forum.tool.list") },
    { name: "quote", sign: ">", label: t("forum.tool.quote") },
    { name: "code", sign: "` `", label: t("forum.tool.code") },
  ];
  return (
    <div className="toolbar" hidden data-scripted="">
      <div
        className="cluster-tight"
        role="toolbar"
        tabIndex={-1}
        aria-label={t("forum.tool.title")}
        aria-controls="body"
      >
        {tools.map(({ name, sign, label, keys }, index) => (
          <button
            key={name}
            type="button"
            className={`tool tool-${name}`}
            data-tool={name}
            aria-label={label}
            aria-keyshortcuts={keys}
            title={keys ? `${label} (${keys.replace("Control", "Ctrl")})` : label}
            tabIndex={index === 0 ? 0 : -1}
          >
            <span aria-hidden="true" dir="ltr">
              {sign}
            </span>
          </button>
        ))}
      </div>
      <FileButton />
    </div>
  );
}

/** Puts pictures and downloads into the text where the cursor stands. */
function FileButton() {
  const { t } = useI18n();
  const name = isolate("{name}");
  return (
    <>
      <button type="button" className="tool tool-file">
        {t("authoring.editor.file.add")}
      </button>
      {/* Without a name: the form has nothing to do with it. */}
      <input type="file" multiple hidden data-part="files" />
      <span
        role="status"
        className="small file-status"
        data-sending={t("authoring.editor.file.sending", { name })}
        data-failed={t("authoring.editor.file.failed", { name })}
        data-done={t("authoring.editor.file.done")}
        data-done-picture={t("authoring.editor.file.done_picture")}
      />
    </>
  );
}
