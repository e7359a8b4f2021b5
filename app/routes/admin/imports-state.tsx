import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ImportRunView } from "#app/modules/learning/interchange/courses/run-import.server.ts";
import { Chip, type ChipTone } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type State = ImportRunView["state"];

const states: Record<State, { key: MessageKey; tone: ChipTone }> = {
  waiting: { key: "admin.imports.state.waiting", tone: "neutral" },
  running: { key: "admin.imports.state.running", tone: "neutral" },
  done: { key: "admin.imports.state.done", tone: "good" },
  refused: { key: "admin.imports.state.refused", tone: "bad" },
  failed: { key: "admin.imports.state.failed", tone: "warn" },
};

/** How an import stands, in a word. */
export function ImportState({ state }: { state: State }) {
  const { t } = useI18n();
  return <Chip tone={states[state].tone}>{t(states[state].key)}</Chip>;
}
