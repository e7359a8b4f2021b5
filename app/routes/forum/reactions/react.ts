import { redirect } from "@remix-run/node";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { reactToPost } from "#app/modules/forum/reactions/react-to-post.server.ts";
import { reactSchema } from "#app/modules/forum/schemas.ts";
import { readSwitch } from "#app/modules/forum/switch.ts";
import { leadsToPost } from "#app/routes/forum/post-actions/lead-to-post.server.ts";

export const loader = leadsToPost;

/** Leads back to the post, whose button says what has become of it. */
export const action = form(
  { schema: reactSchema, resource: true, admit: admitActive },
  async ({ kind }, { access, param, url }) => {
    const set = readSwitch(url.searchParams.get("set"));
    const { topic, number } = await reactToPost(access, { id: param("id"), kind, set });
    return redirect(replyPath(topic, number));
  },
);
