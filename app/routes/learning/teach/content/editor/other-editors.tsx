import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import type { Other } from "./autosave.ts";

/** Who else has this unit open. Nobody is locked out: whoever saves second sees both texts. */
export function OtherEditors({ others }: { others: Other[] }) {
  const { t, format } = useI18n();
  const names = others.map(({ name, language }) =>
    t("authoring.editor.other", { name: `\u2068${name}\u2069`, language: format.languageName(language) }),
  );
  return (
    <div role="status" className="others">
      {others.length > 0 && (
        <Notice tone="warning">
          {t("authoring.editor.others", { count: others.length, names: format.list(names) })}
        </Notice>
      )}
    </div>
  );
}
