import { resource } from "#app/http/resource.server.ts";
import { completeMention, type MentionPlace } from "#app/modules/forum/mentions/complete-mention.server.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";

/**
 * GET /people/complete.json?q=&space= (or &topic=, the number of a topic): whom "@" and the beginning of a name may mean there, with a
 * sentence that says how many there are and what the list is called.
 */
export const loader = resource(async ({ actor, url, t }) => {
  const typed = url.searchParams.get("q") ?? "";
  const people = await completeMention(actor, { typed, place: placeOf(url), group: t("forum.members.facilitators") });
  const answer = {
    people,
    label: t("forum.mention.list"),
    message: t("forum.mention.found", { count: people.length }),
  };
  return Response.json(answer, { headers: { "Cache-Control": "private, no-store" } });
});

/** A topic stands in a space: whoever names both means the topic. */
function placeOf({ searchParams }: URL): MentionPlace | null {
  const [topic, space] = [searchParams.get("topic"), searchParams.get("space")];
  if (topic) return { topic: topicNumberOf(topic) };
  return space ? { space } : null;
}
