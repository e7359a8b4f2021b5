import type { PageRequest } from "#app/http/page.server.ts";
import { canSeeSuspended, isActive, isAdministrator } from "#app/modules/accounts/policy.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { listTopicsBy } from "#app/modules/forum/topics/list-topics-by.server.ts";
import { listCoursesBy } from "#app/modules/learning/courses/list-courses-by.server.ts";
import { listWebinarsBy } from "#app/modules/webinars/list-webinars-for-activity.server.ts";

const atMost = 5;

/** A person's page: their profile, and what they write and teach unless they keep it to themselves. Four statements, another
 * for whoever is signed in. */
export async function loadPerson({ actor, param, language }: PageRequest) {
  const now = new Date();
  const { id, hidden, ...profile } = await getProfileFor(actor, param("handle"));
  const shows = (part: "writing" | "teaching") => !hidden.includes(part);
  const [topics, courses, webinars] = await Promise.all([
    shows("writing") ? listTopicsBy(actor, id, atMost) : [],
    shows("teaching") ? listCoursesBy(id, language, atMost) : [],
    shows("teaching") ? listWebinarsBy(id, { limit: atMost }) : [],
  ]);
  const isSelf = actor?.id === id;
  return {
    profile: {
      ...profile,
      isWithdrawn: profile.isWithdrawn && isSelf,
      isRenamed: profile.isRenamed && isSelf,
    },
    isSelf,
    isMember: isActive(actor),
    mayManage: isAdministrator(actor),
    mayModerate: canSeeSuspended(actor),
    work: { topics, courses, webinars },
    now,
  };
}

export type PersonData = Awaited<ReturnType<typeof loadPerson>>;
