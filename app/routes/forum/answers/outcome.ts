import { leadsToPost } from "#app/routes/forum/post-actions/lead-to-post.server.ts";
import { markingAs } from "./mark.server.ts";

export const loader = leadsToPost;

export const action = markingAs("outcome", { on: "forum.outcome.done", off: "forum.outcome.undone" });
