import type { ActionFunction } from "@remix-run/node";
import { z } from "zod";
import { form } from "#app/http/form.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { getPostToMark, markReply, type ReplyMark } from "#app/modules/forum/states/mark-reply.server.ts";
import { readSwitch } from "#app/modules/forum/switch.ts";

const admit = ({ actor, param }: PageRequest) => getPostToMark(actor, param("id"));

/** The form that says what a reply is to its topic, or that it is not (`?set=off`); it leads back to the reply. */
export function markingAs(as: ReplyMark, said: { on: MessageKey; off: MessageKey }): ActionFunction {
  return form({ schema: z.object({}), resource: true, admit }, async (_, { actor, param, url }) => {
    const set = readSwitch(url.searchParams.get("set"));
    const { topic, number, isMarked } = await markReply(actor, { id: param("id"), set, as });
    return redirectWith(replyPath(topic, number), { flash: isMarked ? said.on : said.off });
  });
}
