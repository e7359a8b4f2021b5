import { waitingQueuePath } from "#app/modules/forum/paths.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { waitingDecisionSchema } from "#app/modules/forum/schemas.ts";
import { decideWaiting } from "#app/modules/forum/waiting/decide-waiting.server.ts";
import { requireWaitingFor } from "#app/modules/forum/waiting/list-waiting.server.ts";

export { default, handle, loader, meta } from "./list.tsx";

const admit = ({ actor, param }: PageRequest) => requireWaitingFor(actor, param("id"));

export const action = form({ schema: waitingDecisionSchema, admit }, async (input, { actor, param }) => {
  const published = await decideWaiting(actor, param("id"), input);
  const flash = published ? "moderation.waiting.published" : "moderation.waiting.declined";
  return redirectWith(waitingQueuePath(), { flash });
});
