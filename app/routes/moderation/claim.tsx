import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { claimCase } from "#app/modules/moderation/cases/claim-case.server.ts";
import { caseNumberOf } from "#app/modules/moderation/cases/get-case.server.ts";

import { onCase } from "./case-data.server.ts";

export { default, handle, loader, meta } from "./case.tsx";

export const action = form({ schema: z.object({}), ...onCase }, async (_, { access, param }) => {
  await claimCase(access, caseNumberOf(param("case")));
  return redirectWith(`/moderation/${param("case")}`, { flash: "moderation.case.claimed" });
});
