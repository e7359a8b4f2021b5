import type { ReactNode } from "react";
import { isolate } from "#app/lib/isolate.ts";
import { replyInPath, translatePath } from "#app/modules/forum/paths.ts";
import { ownName } from "#app/routes/forum/language-field.tsx";
import { OfPost } from "#app/routes/forum/post-actions/menu.tsx";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type OnPage = Extract<TopicView["posts"][number], { state: "visible" }>;

/** The translation that is shown in the place of a post. */
export type Reading = {
  id: string;
  language: string;
  title: string | null;
  name: string;
  isOutdated: boolean;
  mayRenew: boolean;
  mayOnlyWithdraw: boolean;
  mayReport: boolean;
  mayModerate: boolean;
};

/** Where a post is read in another language. */
export type LanguageLink = { language: string; href: string };

/** What a kept piece knows of the translation that is shown. */
export function readingOf({ shown, onShown }: OnPage): Reading | null {
  if (!shown || !onShown) return null;
  const { id, language, title, authorName, isOutdated } = shown;
  return { id, language, title, name: authorName, isOutdated, ...onShown };
}

/** The languages that a post is in besides the one that is shown. */
export function languagesOf({ number, translations, shown }: OnPage, topic: TopicView["topic"]): LanguageLink[] {
  return translations
    .filter(({ language }) => language !== shown?.language)
    .map(({ language }) => ({ language, href: replyInPath(topic, number, language) }));
}

type NoteProps = {
  id: string;
  number: number;
  language: string;
  originalHref: string;
  reading: Reading | null;
  languages: LanguageLink[];
};

/** The words of a post, below what is said of its translations when there are some. */
export function InLanguage({ children, ...post }: NoteProps & { children: ReactNode }) {
  if (!post.reading && post.languages.length === 0) return children;
  return (
    <div className="stack stack-tight">
      <TranslationNote {...post} />
      {children}
    </div>
  );
}

/** Says that what follows is a translation, by whom, and leads to the original and to other languages. */
function TranslationNote({ id, number, language, originalHref, reading, languages }: NoteProps) {
  const { t, format } = useI18n();
  return (
    <>
      <p className="cluster small">
        {reading ? (
          <>
            <Chip>{t("forum.translation.chip")}</Chip>
            <span>
              {t("forum.translation.by", { language: format.languageName(language), name: isolate(reading.name) })}
            </span>
            <a href={originalHref} hrefLang={language}>
              {t("forum.translation.original")}
              <OfPost number={number} />
            </a>
            {reading.mayOnlyWithdraw && (
              <a href={translatePath(id, reading.language)}>
                {t("forum.translate.withdraw")}
                <OfPost number={number} />
              </a>
            )}
          </>
        ) : (
          <span className="soft">{t("forum.translation.also")}</span>
        )}
        {languages.map((one) => (
          <a key={one.language} href={one.href} hrefLang={one.language}>
            <span lang={one.language}>{ownName(one.language)}</span>
            <OfPost number={number} />
          </a>
        ))}
      </p>
      {reading?.isOutdated && (
        <p className="cluster small">
          <Chip tone="warn">{t("forum.translation.outdated_chip")}</Chip>
          <span>{t("forum.translation.outdated")}</span>
          {reading.mayRenew && (
            <a href={translatePath(id, reading.language)}>
              {t("forum.translation.renew")}
              <OfPost number={number} />
            </a>
          )}
        </p>
      )}
      {reading?.title && (
        <p>
          <strong>
            <UserText lang={reading.language}>{reading.title}</UserText>
          </strong>
        </p>
      )}
    </>
  );
}
