import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type OwnPage = { path: (unitSlug: string) => string; label: MessageKey };

/** The page where what only units of a kind have is written: its address in the course, and what leads there. */
const ownPages: Readonly<Record<UnitKind, OwnPage | null>> = {
  lesson: null,
  quiz: { path: (slug) => `content/${slug}/quiz`, label: "authoring.editor.nav.questions" },
  assignment: { path: (slug) => `assignments/${slug}`, label: "authoring.editor.nav.assignment" },
  discussion: null,
  webinar: null,
  survey: { path: (slug) => `content/${slug}/survey`, label: "authoring.editor.nav.questions" },
};

type UnitToolsProps = {
  courseSlug: string;
  unit: { slug: string; kind: UnitKind };
  language: string;
  current: "text" | "own" | "preview" | "history" | "settings";
};

/** The pages of one unit in the making, beside one another. */
export function UnitTools({ courseSlug, unit, language, current }: UnitToolsProps) {
  const { t } = useI18n();
  const base = teachPath(courseSlug, `content/${unit.slug}`);
  const tool = ownPages[unit.kind];
  const links = [
    { name: "text", href: unitEditorPath(courseSlug, unit.slug, language), label: t("authoring.editor.nav.text") },
    ...(tool ? [{ name: "own", href: teachPath(courseSlug, tool.path(unit.slug)), label: t(tool.label) }] : []),
    { name: "preview", href: `${base}/preview?in=${language}`, label: t("authoring.editor.nav.preview") },
    { name: "history", href: `${base}/history?in=${language}`, label: t("authoring.editor.nav.history") },
    { name: "settings", href: `${base}/settings`, label: t("authoring.editor.nav.settings") },
  ];
  return <UnitLinks title={t("authoring.editor.nav.title")} links={links} current={current} />;
}

type UnitLinksProps = { title: string; links: { name: string; href: string; label: string }[]; current: string };

/** Pages of one unit, beside one another; `title` names the row to those who do not see it. */
export function UnitLinks({ title, links, current }: UnitLinksProps) {
  return (
    <nav className="unit-tools" aria-label={title}>
      <ul role="list" className="cluster">
        {links.map(({ name, href, label }) => (
          <li key={name}>
            <a href={href} aria-current={name === current ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
