import { z } from "zod";
import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { readWarning } from "#app/modules/accounts/sanctions/read-warning.server.ts";

export const loader = leadsTo(() => "/me");

/** Somebody says that they have read a warning. */
export const action = form(
  { schema: z.object({}), resource: true, admit: admitActive },
  async (_, { access, param }) => {
    await readWarning(access, param("id"));
    return redirectWith("/me", { flash: "accounts.warning.done" });
  },
);
