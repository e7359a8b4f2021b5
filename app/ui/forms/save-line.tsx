import type { ReactNode } from "react";
import { localeOf } from "#app/i18n/translator.ts";
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
