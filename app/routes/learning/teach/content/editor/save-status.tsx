import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import type { SaveState } from "./autosave.ts";

type SaveStatusProps = { state: SaveState; saved: { at: Date; by: string | null } | null; isLive: boolean };

/** What has become of the text: announced when it changes, and never an interruption. */
export function SaveStatus({ state, saved, isLive }: SaveStatusProps) {
  return (
    <p className="saved" role="status">
      <Words state={state} saved={saved} isLive={isLive} />
    </p>
  );
}

function Words({ state, saved, isLive }: SaveStatusProps) {
  const { t, format } = useI18n();
  switch (state.kind) {
    case "saving":
      return <>{t("authoring.editor.saving")}</>;
    case "saved": {
      const time = format.time(state.at!);
      return <>{state.isAgain ? t("authoring.editor.saved_again", { time }) : t("authoring.editor.saved", { time })}</>;
    }
    case "offline":
      return <>{t("authoring.editor.offline")}</>;
    case "stale":
      return <>{t("authoring.editor.error.stale")}</>;
    case "signed_out":
      return (
        <>
          {state.message} <a href={state.signIn}>{t("authoring.editor.sign_in")}</a>
        </>
      );
    case "refused":
      return <>{state.message ?? t("error.form")}</>;
    case "idle":
      if (!saved) return <>{isLive ? t("authoring.editor.saves_itself") : t("authoring.editor.saves_by_button")}</>;
      return (
        <>
          {saved.by
            ? t("authoring.editor.draft_of", { name: `\u2068${saved.by}\u2069` })
            : t("authoring.editor.draft_saved")}{" "}
          <Time iso={saved.at.toISOString()} text={format.dateTime(saved.at)} />
        </>
      );
  }
}
