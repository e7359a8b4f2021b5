import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { caseNumberOf } from "#app/modules/moderation/cases/get-case.server.ts";
import { decideSchema } from "#app/modules/moderation/schemas.ts";

import { onCase } from "./case-data.server.ts";

export { default, handle, loader, meta } from "./case.tsx";

export const action = form({ schema: decideSchema, ...onCase }, async (input, { access, param }) => {
  await decideCase(access, caseNumberOf(param("case")), input);
  return redirectWith(`/moderation/${param("case")}`, { flash: "moderation.case.done" });
});
