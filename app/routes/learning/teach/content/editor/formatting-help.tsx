import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What one types, and what it becomes. */
const lines: [typed: string, meaning: MessageKey][] = [
  ["## …", "authoring.help.heading"],
  ["**…**", "authoring.help.bold"],
  ["- …", "authoring.help.list"],
  ["[…](https://…)", "authoring.help.link"],
  ['![…](files/….webp "…")', "authoring.help.figure"],
  [":::example …\n…\n:::", "authoring.help.box_example"],
  [":::exercise\n…\n:::", "authoring.help.box_exercise"],
  [":::country\n…\n:::", "authoring.help.box_country"],
];

/** How a text is formatted, for who wants to know. */
export function FormattingHelp() {
  const { t } = useI18n();
  return (
    <details className="small">
      <summary>{t("authoring.help.title")}</summary>
      <dl className="definitions">
        {lines.map(([typed, meaning]) => (
          <div key={typed}>
            <dt>
              <code className="typed" dir="ltr">
                {typed}
              </code>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
