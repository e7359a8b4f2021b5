import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Where a composer's island says what it keeps of the text, and offers to throw it away. */
export function DraftStatus() {
  const { t } = useI18n();
  return (
    <p className="saved" role="status" data-status="">
      <span />
      <Button type="button" variant="quiet" hidden data-discard="">
        {t("forum.draft.discard")}
      </Button>
    </p>
  );
}
