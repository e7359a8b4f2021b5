import { isolate } from "#app/lib/isolate.ts";
import { SaveLine, saveWords } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

type SaveStatusProps = {
  saved: { at: Date; by: string | null } | null;
  /** The page came with two texts to choose between. */
  isStale: boolean;
};

/** What has become of the text: announced when it changes, and never an interruption. */
export function SaveStatus({ saved, isStale }: SaveStatusProps) {
  const { t, format } = useI18n();
  const by =
    saved?.by == null ? t("authoring.editor.draft_saved") : t("authoring.editor.draft_of", { name: isolate(saved.by) });
  const rest = saved ? "saved" : "clean";
  const stale = t("authoring.editor.error.stale");
  // What the island says once nothing else is to be said, where the line says something else as it comes.
  const clean = !saved
    ? t("authoring.editor.saves_itself")
    : isStale
      ? `${by} ${format.dateTime(saved.at)}`
      : undefined;
  const words = { ...saveWords(t), conflict: stale, refused: t("error.form"), clean };
  return (
    <SaveLine said={isStale ? "conflict" : rest} rest={isStale ? rest : undefined} words={words}>
      {isStale && stale}
      {!isStale && !saved && t("authoring.editor.saves_by_button")}
      {!isStale && saved && (
        <>
          {by} <Time iso={saved.at.toISOString()} text={format.dateTime(saved.at)} />
        </>
      )}
    </SaveLine>
  );
}
