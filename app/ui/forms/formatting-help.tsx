import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How to write in bold and make a link, for who opens it, and whatever else is told to them there. */
export function FormattingHelp({ note = "" }: { note?: string }) {
  const attributes = { className: "formatting-help small" };
  return <Kept as="details" attributes={attributes} piece={helpPiece} of={[{ facts: { note } }]} />;
}

const helpPiece: Piece<{ note: string }> = { name: "help for formatting", Draw: Help };

function Help({ note }: { note: string }) {
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
    <>
      <summary>{t("forum.help.title")}</summary>
      <ul role="list">
        {examples.map(({ label, sign }) => (
          <li key={sign}>
            {label} <code dir="ltr">{sign}</code>
          </li>
        ))}
      </ul>
      <p>
        {t("forum.help.paragraph")} {note}
      </p>
    </>
  );
}
