import type { ReactNode } from "react";
import type { FormState } from "#app/http/typed.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type MoreSettingsProps = {
  form: FormState;
  /** The fields inside: a refusal of one of them opens the fold. */
  names: readonly string[];
  /** How many of them are set to something else than what holds by itself; the fold says so. */
  differing: number;
  /** Where something inside was just done. */
  isOpen?: boolean;
  children: ReactNode;
};

/** The settings of a form that most people leave alone, folded away below the few that everybody sets. */
export function MoreSettings({ form, names, differing, isOpen, children }: MoreSettingsProps) {
  const { t } = useI18n();
  const isRefused = names.some((name) => form.error(name) !== undefined);
  return (
    <details className="more-settings" open={isOpen || isRefused}>
      <summary>
        <b>{t("ui.form.more")}</b>{" "}
        <span className="small soft">
          {differing > 0 ? t("ui.form.more_differing", { count: differing }) : t("ui.form.more_standard")}
        </span>
      </summary>
      <div className="form">{children}</div>
    </details>
  );
}
