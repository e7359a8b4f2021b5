import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type VersionListProps = {
  /** The newest first. */
  versions: readonly { version: number; by: { name: string }; at: Date }[];
  /** The one whose changes are shown below. */
  shown: number;
  href: (version: number) => string;
};

/** The versions of a text, each with who made it when, as links to what it changed. */
export function VersionList({ versions, shown, href }: VersionListProps) {
  const { t, format } = useI18n();
  return (
    <section className="section" aria-labelledby="versions">
      <h2 id="versions">{t("forum.history.versions")}</h2>
      <ol role="list" reversed className="stack stack-tight filters">
        {versions.map(({ version, by, at }) => (
          <li key={version}>
            <a href={href(version)} aria-current={version === shown ? "true" : undefined}>
              {t("forum.history.change", { date: format.dateTime(at), name: isolate(by.name) })}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
