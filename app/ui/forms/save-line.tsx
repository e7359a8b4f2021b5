import type { ReactNode } from "react";
import { localeOf } from "#app/i18n/translator.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { saveLooks } from "#app/lib/saving/looks.ts";
import type { SaveState, SaveWords } from "#app/islands/saving/state.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SaveLineProps = {
  /** How things stand as the page comes. */
  said?: SaveState["kind"];
  /** How things stand once nothing is to be said any more, where that is something else; `words.clean` says it. */
  rest?: SaveState["kind"];
  /** What an island says here, by what has become of the text; `{time}` stands for the moment. */
  words?: SaveWords;
  /** Named where an island of its own finds it. */
  part?: string;
  /** As the page came. */
  children?: ReactNode;
};

/** What every line says alike of a text that the site saves by itself; `{time}` is left for the island to fill in. */
export function saveWords(
  t: Translate,
): Required<Pick<SaveWords, "saving" | "saved" | "offline" | "lost" | "conflict">> {
  return {
    saving: t("ui.saving.now"),
    saved: savedAt(t, "{time}"),
    offline: t("ui.saving.offline"),
    lost: t("ui.saving.lost"),
    conflict: t("ui.saving.conflict"),
  };
}

/** That a text is saved, since when; `isAgain` where the link had been down. */
export function savedAt(t: Translate, time: string, { isAgain = false } = {}): string {
  return isAgain ? t("ui.saving.again", { time }) : t("ui.saving.saved", { time });
}

/** What a line says, and where it leads, once nobody is signed in any more. */
export function signedOutWords(t: Translate): { message: string; link: string } {
  return { message: t("ui.saving.signed_out"), link: t("ui.saving.sign_in") };
}

/**
 * The one line of a page that says what is saved, always right above the buttons of its form: its place is kept whatever it
 * says, and it stays in sight while its form is. Announced when it changes, and never an interruption.
 */
export function SaveLine({ said = "clean", rest, words = {}, part, children }: SaveLineProps) {
  const { language } = useI18n();
  const attributes = Object.fromEntries(Object.entries(words).map(([name, text]) => [`data-${dashed(name)}`, text]));
  const { tone, sign } = saveLooks[said];
  return (
    <p
      className="save-line"
      role="status"
      data-save-line=""
      data-part={part}
      data-locale={localeOf(language)}
      data-said={said}
      data-rest={rest}
      data-tone={tone}
      {...attributes}
    >
      <i aria-hidden="true">{sign}</i>
      <span>{children}</span>
    </p>
  );
}

/** As the browser reads it back from an element's data. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
