import type { MemberHomeData } from "#app/routes/site/home/member-data.server.ts";
import { CohortFacts } from "#app/ui/elements/cohort-state.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** The cohort that one is in a course with: its name, how it stands with it, and the dates ahead. */
export function OwnCohort({ cohort }: Pick<MemberHomeData["courses"][number], "cohort">) {
  return cohort && <CohortFacts isOwn cohort={cohort} more={[<UserText key="name">{cohort.name}</UserText>]} />;
}
