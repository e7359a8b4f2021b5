import type { PageRequest } from "#app/http/page.server.ts";
import { listTeam } from "#app/modules/learning/authoring/change-team.server.ts";
import { getPublishingChecklist } from "#app/modules/learning/authoring/publishing-checklist.server.ts";
import { getCourseSettings } from "#app/modules/learning/authoring/save-course-settings.server.ts";
import { canBeginCourse } from "#app/modules/learning/courses/policy.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";

/** What the settings of a course show. */
export async function loadSettings({ actor, param, language, t }: PageRequest) {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const { course, mayEdit, overview } = access;
  return {
    title: t("teach.nav.settings"),
    access: { course, mayEdit, overview },
    settings: await getCourseSettings(access),
    // What stands there is of use to whoever is about to publish.
    checklist: course.state === "draft" ? await getPublishingChecklist(access, language) : null,
    team: await listTeam(access),
    activities: await listActivityChoices(),
    mayDuplicate: canBeginCourse(actor),
  };
}

export type SettingsData = Awaited<ReturnType<typeof loadSettings>>;
