import type { ReactNode } from "react";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type BothTextsProps = {
  /** What stands there now, and its title where it has one. */
  title?: string | null;
  body: string;
  language: string;
  /** The form with one's own. */
  children: ReactNode;
};

/** A text as it stands now beside one's own, after somebody was faster. */
export function BothTexts({ title, body, language, children }: BothTextsProps) {
  const { t } = useI18n();
  return (
    <div className="columns">
      <section className="stack" aria-labelledby="now">
        <h2 id="now">{t("forum.edit.now")}</h2>
        {title && (
          <p>
            <UserText lang={language}>{title}</UserText>
          </p>
        )}
        <div className="source" lang={language} dir="auto">
          {body}
        </div>
      </section>
      <section className="stack" aria-labelledby="mine">
        <h2 id="mine">{t("forum.edit.mine")}</h2>
        {children}
      </section>
    </div>
  );
}
