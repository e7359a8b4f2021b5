import { redirect } from "@remix-run/node";
import type { PageRequest } from "#app/http/page.server.ts";
import { getBesideSpace } from "#app/modules/forum/members/list-members.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { canFacilitate, isIn, keepsForum } from "#app/modules/forum/policy.ts";
import { getSpaceFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { findRenamedTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { listTopicsFor } from "#app/modules/forum/topics/list-topics.server.ts";
import { isNarrowed, type ListPlace, narrowedPath, readFilter } from "#app/routes/forum/filters/filter.ts";
import { spaceName } from "#app/routes/forum/labels.ts";
import { findNear, findOnActivity, isQuiet } from "#app/routes/forum/near/near.server.ts";

type SpaceRequest = Pick<PageRequest, "actor" | "param" | "url" | "language" | "t">;

/**
 * What the page of a space shows; a tag that is called so no more leads to its list by the new name. Throws 404. Four SQL statements at
 * most, while what hangs on its activity is remembered.
 */
export async function loadSpace({ actor, param, url, language, t }: SpaceRequest) {
  const code = param("code");
  const at = new Date();
  const filter = url.searchParams.get("filter") === "unanswered" ? ("unanswered" as const) : ("all" as const);
  const { space, siblings } = await getSpaceFor(actor, code, language);
  const isInUse = space.archivedAt === null;
  const [after, before] = [url.searchParams.get("after"), url.searchParams.get("before")];
  const narrowing = { ...readFilter(url.searchParams), output: "" };
  const of: ListPlace = { path: spacePath(space.code), own: filter === "all" ? {} : { filter } };
  const [list, near, onActivity, people] = await Promise.all([
    listTopicsFor(actor, code, { filter, after, before, ...narrowing }),
    // Whoever looks for something in it asks for nothing else.
    isInUse && isQuiet(space, at) && !isNarrowed(narrowing) ? findNear(actor, space) : null,
    findOnActivity(space, language, at),
    getBesideSpace(actor, code),
  ]);
  if (list.topics.length === 0 && narrowing.tag && !after && !before) {
    const tag = await findRenamedTag(actor, narrowing.tag);
    if (tag) throw redirect(narrowedPath(of, { ...narrowing, tag }), 301);
  }
  return {
    title: spaceName(space, t),
    space,
    siblings,
    list,
    near,
    onActivity,
    people,
    filter,
    of,
    narrowing,
    isGuest: !actor,
    isMember: isIn(actor, code),
    writes: isInUse && (isIn(actor, code) || space.joinMode === "open" || keepsForum(actor)),
    mayFacilitate: canFacilitate(actor, code),
    at,
  };
}
