import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { requireSignedIn } from "#app/modules/accounts/policy.ts";
import { waitingPath } from "#app/modules/forum/paths.ts";
import { deleteWaiting } from "#app/modules/forum/waiting/own-waiting.server.ts";

export const loader = leadsTo(({ param }) => waitingPath(param("id")));

const admit = async ({ actor }: PageRequest) => requireSignedIn(actor);

export const action = form({ schema: z.object({}), resource: true, admit }, async (_, { access, param }) => {
  await deleteWaiting(access, param("id"));
  return redirectWith("/me/drafts", { flash: "forum.waiting.deleted" });
});
