import { lookOf } from "#app/islands/saving/state.ts";
import { savedAt, SaveLine, saveWords } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import type { EditorState } from "./autosave.ts";

type SaveStatusProps = { state: EditorState; saved: { at: Date; by: string | null } | null; isLive: boolean };

/** What has become of the text: announced when it changes, and never an interruption. */
export function SaveStatus(props: SaveStatusProps) {
  const { state, saved } = props;
  const said = state.kind === "clean" && saved ? "saved" : lookOf(state);
  return (
    <SaveLine said={said}>
      <Words {...props} />
    </SaveLine>
  );
}

function Words({ state, saved, isLive }: SaveStatusProps) {
  const { t, format } = useI18n();
  const words = saveWords(t);
  if ("isKept" in state && !state.isKept) return <>{words.lost}</>;
  switch (state.kind) {
    case "dirty":
    case "saving":
      return <>{words.saving}</>;
    case "saved": {
      return <>{savedAt(t, format.time(state.at), state)}</>;
    }
    case "offline":
      return <>{words.offline}</>;
    case "conflict":
      return <>{t("authoring.editor.error.stale")}</>;
    case "signedOut":
      return (
        <>
          {state.answer.message} <a href={state.answer.signIn}>{state.answer.link}</a>
        </>
      );
    case "refused":
      return <>{state.answer.message ?? t("error.form")}</>;
    default:
      return <AsItCame saved={saved} isLive={isLive} />;
  }
}

function AsItCame({ saved, isLive }: Omit<SaveStatusProps, "state">) {
  const { t, format } = useI18n();
  if (!saved) return <>{isLive ? t("authoring.editor.saves_itself") : t("authoring.editor.saves_by_button")}</>;
  const by = saved.by
    ? t("authoring.editor.draft_of", { name: `\u2068${saved.by}\u2069` })
    : t("authoring.editor.draft_saved");
  return (
    <>
      {by} <Time iso={saved.at.toISOString()} text={format.dateTime(saved.at)} />
    </>
  );
}
