import type { PublishingChecklist, UnitFault } from "#app/modules/learning/authoring/publishing-checklist.server.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What keeps learners from finishing a part, as items of a list. */
function Faults({ faults }: { faults: readonly UnitFault[] }) {
  const { t } = useI18n();
  return (
    <ul>
      {faults.map(({ code, values }) => (
        <li key={`${code}${JSON.stringify(values)}`}>{t(code, values)}</li>
      ))}
    </ul>
  );
}

/** What is missing before a unit can be published; nothing when nothing is. */
export function UnitChecklist({ faults }: { faults: readonly UnitFault[] }) {
  const { t } = useI18n();
  if (faults.length === 0) return null;
  return (
    <Notice tone="warning" title={t("authoring.checklist.unit_title")}>
      <Faults faults={faults} />
    </Notice>
  );
}

/** What is missing before a course is published, what its languages do not cover, and what publishing brings about. */
export function CourseChecklist({ slug, checklist }: { slug: string; checklist: PublishingChecklist }) {
  const { t, format } = useI18n();
  const { units, languages, enrolled } = checklist;
  return (
    <div className="stack stack-tight">
      <h3>{t("authoring.checklist.title")}</h3>
      {units.length > 0 && (
        <Notice tone="warning" title={t("authoring.checklist.course_title")}>
          <ul>
            {units.map(({ slug: unit, title, faults }) => (
              <li key={unit}>
                <a href={unitEditorPath(slug, unit)} lang={title.language}>
                  <bdi>{title.text}</bdi>
                </a>
                <Faults faults={faults} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ul>
        {languages.map(({ language, covered, total }) => (
          <li key={language}>
            <a href={teachPath(slug, "content")}>
              {t("authoring.checklist.language", { language: format.languageName(language), covered, total })}
            </a>
          </li>
        ))}
        <li>{t("authoring.checklist.mail")}</li>
        <li>{t("authoring.checklist.enrolled", { count: enrolled })}</li>
      </ul>
    </div>
  );
}
