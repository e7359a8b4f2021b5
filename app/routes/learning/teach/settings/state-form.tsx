import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { CourseChecklist } from "#app/routes/learning/teach/content/checklist.tsx";
import type { SettingsData } from "./course-settings-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Whether everybody sees the course. */
export function StateForm({ access, checklist }: SettingsData) {
  const { t } = useI18n();
  const { slug, state } = access.course;
  const isDraft = state === "draft";
  return (
    <section className="section stack" id="state" aria-labelledby="state-title">
      <h2 id="state-title">{t("courses.settings.state.title")}</h2>
      <p className="measure">
        {t(isDraft ? "courses.settings.state.is_draft" : "courses.settings.state.is_published")}
      </p>
      {isDraft && access.overview.publishedUnits === 0 && (
        <Notice tone="warning">
          <a href={teachPath(slug, "content")}>{t("courses.settings.error.nothing_to_show")}</a>
        </Notice>
      )}
      {checklist && <CourseChecklist slug={slug} checklist={checklist} />}
      {isDraft ? (
        <ul className="measure soft">
          <li>{t("courses.settings.state.publish_shows", { count: access.overview.publishedUnits })}</li>
          {access.overview.draftUnits > 0 && (
            <li>{t("courses.settings.state.publish_hides", { count: access.overview.draftUnits })}</li>
          )}
          <li>{t("courses.settings.state.publish_quiet", { count: access.overview.people })}</li>
        </ul>
      ) : (
        <p className="measure soft">{t("courses.settings.state.withdraw_means", { count: access.overview.people })}</p>
      )}
      <form method="post" action={teachPath(slug, "settings")}>
        <input type="hidden" name="intent" value="state" />
        <Button name="state" value={isDraft ? "published" : "draft"} variant={isDraft ? "primary" : "secondary"}>
          {t(isDraft ? "courses.settings.state.publish" : "courses.settings.state.withdraw")}
        </Button>
      </form>
      <p>
        <a href={teachPath(slug, "people/entry")}>{t("courses.settings.entry_link")}</a>
      </p>
    </section>
  );
}
