import { useState } from "react";

type BodyFieldProps = {
  value: string;
  version: string;
  lang: string;
  dir: "ltr" | "rtl";
  invalid: boolean;
  describedBy?: string;
};

/**
 * The field of the text, as plain markup that React makes once and never looks into: taking over a page sets a field of
 * React's own back to what the server sent, over what was typed while the scripts were on their way. The version beside it
 * changes with every save, and React would set a hidden field back with every other change of the page.
 */
export function BodyField({ value, version, lang, dir, invalid, describedBy }: BodyFieldProps) {
  const [html] = useState(() => {
    const attributes = [
      `class="input editor-body" id="body" name="body" rows="24" lang="${quoted(lang)}" dir="${dir}"`,
      describedBy ? ` aria-describedby="${quoted(describedBy)}"` : "",
      invalid ? ' aria-invalid="true"' : "",
    ].join("");
    // A parser drops the first line break after the tag.
    const text = `<textarea ${attributes}>\n${quoted(value)}</textarea>`;
    return `<input type="hidden" name="version" value="${quoted(version)}">${text}`;
  });
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}

function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
