import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { getPostToShare, shareEditing } from "#app/modules/forum/states/share-editing.server.ts";
import { readSwitch } from "#app/modules/forum/switch.ts";
import { leadsToPost } from "./lead-to-post.server.ts";

export const loader = leadsToPost;

const admit = ({ actor, param }: PageRequest) => getPostToShare(actor, param("id"));

export const action = form({ schema: z.object({}), resource: true, admit }, async (_, { actor, param, url }) => {
  const set = readSwitch(url.searchParams.get("set"));
  const { topic, number, isWiki } = await shareEditing(actor, { id: param("id"), set });
  return redirectWith(replyPath(topic, number), { flash: isWiki ? "forum.wiki.done" : "forum.wiki.undone" });
});
