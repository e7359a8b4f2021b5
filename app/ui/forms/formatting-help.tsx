import type { ReactNode } from "react";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How to write in bold and make a link, for who opens it, and whatever else is told to them there. */
export function FormattingHelp({ children }: { children?: ReactNode }) {
  const { t } = useI18n();
  const examples = [
    { label: t("forum.tool.bold"), sign: "**…**" },
    { label: t("forum.tool.italic"), sign: "*…*" },
    { label: t("forum.tool.link"), sign: "[…](https://example.org)" },
    { label: t("forum.tool.list"), sign: "- …" },
    { label: t("forum.tool.quote"), sign: "> …" },
    { label: t("forum.tool.code"), sign: "`…`" },
  ];
  return (
    <details className="formatting-help small">
      <summary>{t("forum.help.title")}</summary>
      <ul role="list">
        {examples.map(({ label, sign }) => (
          <li key={sign}>
            {label} <code dir="ltr">{sign}</code>
          </li>
        ))}
      </ul>
      <p>
        {t("forum.help.paragraph")} {children}
      </p>
    </details>
  );
}
