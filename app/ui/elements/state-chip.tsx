import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { Chip, type ChipTone } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How one state of something is shown: a word, a colour, and a sign for who does not see the colour. */
export type StateWords = { label: MessageKey; tone: ChipTone; sign: string };

type StateChipProps = {
  state: StateWords;
  /** What the word's placeholders stand for. */
  values?: Record<string, string | number>;
};

/** A state by its sign and its word. Only the components that know a table of states use it. */
export function StateChip({ state: { label, tone, sign }, values }: StateChipProps) {
  const { t } = useI18n();
  return (
    <Chip tone={tone}>
      <span aria-hidden="true">{sign} </span>
      {t(label, values)}
    </Chip>
  );
}
