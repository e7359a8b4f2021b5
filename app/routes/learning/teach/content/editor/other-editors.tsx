import { isolate } from "#app/lib/isolate.ts";
import type { OtherEditor } from "#app/modules/learning/authoring/track-editors.server.ts";
import { Notice } from "#app/ui/elements/notices.tsx";
import { type I18n, useI18n } from "#app/ui/text/i18n.tsx";

/** Who else has a unit open, in a sentence; "" when nobody has. */
export function presentWords({ t, format }: Pick<I18n, "t" | "format">, others: OtherEditor[]): string {
  if (others.length === 0) return "";
  const names = others.map(({ name, language }) =>
    t("authoring.editor.other", { name: isolate(name), language: format.languageName(language) }),
  );
  return t("authoring.editor.others", { count: others.length, names: format.list(names) });
}

/** Who else has this unit open. Nobody is locked out: whoever saves second sees both texts. */
export function OtherEditors({ others }: { others: OtherEditor[] }) {
  const words = presentWords(useI18n(), others);
  return (
    <div role="status" className="others">
      <div data-part="present" hidden={words === ""}>
        <Notice tone="warning">
          <span>{words}</span>
        </Notice>
      </div>
    </div>
  );
}
