import { maxBodyLength, type PostingLimits } from "#app/modules/forum/limits.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type FormattingHelpProps = { kind: "topic" | "reply" | "edit"; limits?: PostingLimits | null };

/** How to write in bold and make a link, and how much and how often one may write: for those who open it. */
export function FormattingHelp({ kind, limits }: FormattingHelpProps) {
  const { t, format } = useI18n();
  const examples = [
    { label: t("forum.tool.bold"), sign: "**…**" },
    { label: t("forum.tool.italic"), sign: "*…*" },
    { label: t("forum.tool.link"), sign: "[…](https://example.org)" },
    { label: t("forum.tool.list"), sign: "- …" },
    { label: t("forum.tool.quote"), sign: "> …" },
    { label: t("forum.tool.code"), sign: "`…`" },
  ];
  const pause = kind === "topic" ? limits?.secondsBetweenTopics : limits?.secondsBetweenReplies;
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
        {t("forum.help.paragraph")} {t("forum.help.length", { max: format.number(maxBodyLength) })}{" "}
        {kind === "topic" && limits && t("forum.field.topic_limits", { seconds: pause, count: limits.topicsPerDay })}
        {kind === "reply" && limits && t("forum.field.reply_limits", { seconds: pause })}
      </p>
    </details>
  );
}
