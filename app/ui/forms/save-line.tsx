import type { ReactNode } from "react";
import { localeOf } from "#app/i18n/translator.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { SaveWords } from "#app/islands/saving/state.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SaveLineProps = {
  /** What an island says here, by what has become of the text; `{time}` stands for the moment. */
  words?: SaveWords & { restored?: string };
  /** Named where one may throw away what the device kept. */
  discard?: string;
  className?: string;
  /** As the page came. */
  children?: ReactNode;
};

/** What every line says alike of a text that the site saves by itself; `{time}` is left for the island to fill in. */
export function saveWords(t: Translate): Required<Pick<SaveWords, "saving" | "saved" | "offline" | "lost">> {
  return {
    saving: t("ui.saving.now"),
    saved: savedAt(t, "{time}"),
    offline: t("ui.saving.offline"),
    lost: t("ui.saving.lost"),
  };
}

/** That a text is saved, since when; `isAgain` where the link had been down. */
export function savedAt(t: Translate, time: string, { isAgain = false } = {}): string {
  return isAgain ? t("ui.saving.again", { time }) : t("ui.saving.saved", { time });
}

/** The one line of a page that says what is saved. Announced when it changes, and never an interruption. */
export function SaveLine({ words = {}, discard, className = "saved", children }: SaveLineProps) {
  const { language } = useI18n();
  const attributes = Object.fromEntries(Object.entries(words).map(([name, text]) => [`data-${dashed(name)}`, text]));
  return (
    <p className={className} role="status" data-save-line="" data-locale={localeOf(language)} {...attributes}>
      <span>{children}</span>
      {discard && (
        <Button type="button" variant="quiet" hidden data-discard="">
          {discard}
        </Button>
      )}
    </p>
  );
}

/** As the browser reads it back from an element's data. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
