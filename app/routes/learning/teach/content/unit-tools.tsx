import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { staffKinds } from "./unit-kinds.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

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
  const { tool } = staffKinds[unit.kind];
  const links = [
    { name: "text", href: unitEditorPath(courseSlug, unit.slug, language), label: t("authoring.editor.nav.text") },
    ...(tool ? [{ name: "own", href: teachPath(courseSlug, tool.path(unit.slug)), label: t(tool.label) }] : []),
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
