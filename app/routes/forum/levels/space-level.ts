import { redirect } from "@remix-run/node";
import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { levelSchema } from "#app/modules/forum/levels/schemas.ts";
import { setSpaceLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { levelFlashes } from "./words.ts";

export const loader = pageless(async ({ param, url }) => {
  throw redirect(spacePath(param("code")) + url.search);
});

export const action = form(
  { schema: levelSchema, resource: true, admit: admitActive },
  async ({ level }, { access, param }) => {
    await setSpaceLevel(access, param("code"), level);
    return redirectWith(spacePath(param("code")), { flash: levelFlashes[level] });
  },
);
