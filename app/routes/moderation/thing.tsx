import { kindLabels } from "./labels.ts";
import type { ModeratedKind, ThingState } from "#app/modules/moderation/kinds/names.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type Named = { kind: ModeratedKind; title: string; number: number | null; language: string | null };

/** What a thing is called: its kind, where it stands, and its number there. */
export function ThingName({ thing }: { thing: Named }) {
  const { t } = useI18n();
  const { kind, title, number, language } = thing;
  const isTopic = kind === "reply" && number === 0;
  // The title of a translation's topic is in the language of the topic.
  const lang = kind === "reply" || kind === "message" ? (language ?? undefined) : undefined;
  return (
    <>
      {t(isTopic ? "moderation.kind.topic" : kindLabels[kind])}
      {number !== null && number > 0 && ` ${number}`}
      {t("ui.text.colon")} <UserText lang={lang}>{title}</UserText>
    </>
  );
}

type Words = {
  html: string | null;
  text: string;
  language: string | null;
  picture: string | null;
  state: ThingState;
} & {
  files?: { name: string; href: string }[];
};

/** The words of a thing, as people read them, and a picture that is in sight; `label` names them where no heading does. */
export function ThingWords({ thing, label }: { thing: Words; label?: string }) {
  const { t } = useI18n();
  const { html, text, language, picture, state, files = [] } = thing;
  const Frame = label === undefined ? "div" : "section";
  const paragraphs = text.split(/\n{2,}/).filter(Boolean);
  return (
    <Frame className="preview" aria-label={label}>
      {picture && state === "visible" && (
        <p>
          <img src={`/faces/${picture}/96`} alt={t("moderation.case.picture")} width="96" height="96" />
        </p>
      )}
      {picture && state !== "visible" && <p className="soft">{t("moderation.case.picture_hidden")}</p>}
      {html ? (
        <MarkdownView html={html} lang={language ?? undefined} />
      ) : (
        paragraphs.map((words, index) => (
          <p key={index} dir="auto" className="prose">
            {words}
          </p>
        ))
      )}
      {files.length > 0 && (
        <ul>
          {files.map(({ name, href }) => (
            <li key={href}>
              <a href={href}>
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {!html && paragraphs.length === 0 && files.length === 0 && (
        <p className="soft">{t("moderation.case.no_words")}</p>
      )}
    </Frame>
  );
}
