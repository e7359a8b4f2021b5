import type { UnitEditorData } from "./unit-editor-data.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What can become of a text: kept as a draft, published, given up, or called up to date. */
export function EditorButtons({ data }: { data: UnitEditorData }) {
  const { t } = useI18n();
  const { status, published, isChanged, source } = data;
  return (
    <div className="stack">
      <ButtonRow>
        {/* The first one is what Enter in a field presses: never publishing. */}
        <Button name="intent" value="save" formNoValidate>
          {t("authoring.editor.save_draft")}
        </Button>
        <Button variant="primary" name="intent" value="publish">
          {published > 0 ? t("authoring.editor.publish_changes") : t("authoring.editor.publish")}
        </Button>
        {status === "outdated" && !isChanged && source && (
          <Button name="intent" value="fits" formNoValidate>
            {t("authoring.editor.still_fits")}
          </Button>
        )}
      </ButtonRow>
      {isChanged && published > 0 && (
        <details>
          <summary>{t("authoring.editor.discard_title")}</summary>
          <div className="stack stack-tight">
            <p>{t("authoring.editor.discard_why", { number: published })}</p>
            <Button variant="danger" name="intent" value="discard" formNoValidate>
              {t("authoring.editor.discard")}
            </Button>
          </div>
        </details>
      )}
    </div>
  );
}
