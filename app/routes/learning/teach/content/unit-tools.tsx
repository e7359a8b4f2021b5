import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type UnitToolsProps = {
  courseSlug: string;
  unit: { slug: string; kind: UnitKind };
  language: string;
  current: "text" | "preview" | "history";
};

/** The pages of one unit in the making, beside one another. */
export function UnitTools({ courseSlug, unit, language, current }: UnitToolsProps) {
  const { t } = useI18n();
  const base = teachPath(courseSlug, `content/${unit.slug}`);
  const own: Partial<Record<UnitKind, { name: string; href: string; label: string }>> = {
    quiz: { name: "quiz", href: `${base}/quiz`, label: t("authoring.editor.nav.questions") },
    survey: { name: "survey", href: `${base}/survey`, label: t("authoring.editor.nav.questions") },
    assignment: {
      name: "assignment",
      href: teachPath(courseSlug, `assignments/${unit.slug}`),
      label: t("authoring.editor.nav.assignment"),
    },
  };
  const links = [
    { name: "text", href: unitEditorPath(courseSlug, unit.slug, language), label: t("authoring.editor.nav.text") },
    ...[own[unit.kind] ?? []].flat(),
    { name: "preview", href: `${base}/preview?in=${language}`, label: t("authoring.editor.nav.preview") },
    { name: "history", href: `${base}/history?in=${language}`, label: t("authoring.editor.nav.history") },
    { name: "settings", href: `${base}/settings`, label: t("authoring.editor.nav.settings") },
  ];
  return (
    <nav className="unit-tools" aria-label={t("authoring.editor.nav.title")}>
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
