import { type ChangeEvent, type RefObject, useRef, useState } from "react";
import { insertText } from "#app/lib/markdown-tools.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type FileButtonProps = { url: string; textRef: RefObject<HTMLTextAreaElement> };
type Answer = { name?: string; isPicture?: boolean; message?: string };

/** Puts pictures and downloads into the text where the cursor stands. */
export function FileButton({ url, textRef }: FileButtonProps) {
  const { t } = useI18n();
  const inputRef = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState("");
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    for (const file of files) {
      setMessage(t("authoring.editor.file.sending", { name: file.name }));
      setMessage(await send(file));
    }
  };
  const send = async (file: File): Promise<string> => {
    const body = new FormData();
    body.set("file", file);
    try {
      const headers = { Accept: "application/json" };
      const response = await fetch(url, { method: "POST", body, headers });
      const { name, isPicture, message: refusal } = (await response.json()) as Answer;
      if (!name) return refusal ?? t("authoring.editor.file.failed", { name: file.name });
      const words = file.name.replace(/\.[^.]*$/, "").replace(/[\\[\]*_`<>]/g, " ");
      insertText(textRef.current!, isPicture ? `![${words}](files/${name})` : `[${words}](files/${name})`);
      return isPicture ? t("authoring.editor.file.done_picture") : t("authoring.editor.file.done");
    } catch {
      return t("authoring.editor.file.failed", { name: file.name });
    }
  };
  return (
    <>
      <button type="button" className="tool tool-file" onClick={() => inputRef.current?.click()}>
        {t("authoring.editor.file.add")}
      </button>
      {/* Without a name: the form has nothing to do with it. */}
      <input ref={inputRef} type="file" multiple hidden onChange={(event) => void take(event)} />
      <span role="status" className="small file-status">
        {message}
      </span>
    </>
  );
}
