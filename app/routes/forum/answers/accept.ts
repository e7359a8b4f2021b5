import { leadsToPost } from "#app/routes/forum/post-actions/lead-to-post.server.ts";
import { markingAs } from "./mark.server.ts";

export const loader = leadsToPost;

export const action = markingAs("answer", { on: "forum.accept.done", off: "forum.accept.undone" });
