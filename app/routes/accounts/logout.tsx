import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { closeSession } from "#app/modules/accounts/sessions.server.ts";

export const loader = leadsTo(() => "/");

export const action = form({ schema: z.object({}), resource: true }, async (_, { actor, sessionId }) => {
  if (!actor || !sessionId) return redirectWith("/");
  return redirectWith("/", { cookies: [await closeSession(actor, sessionId)], flash: "accounts.logout.done" });
});
