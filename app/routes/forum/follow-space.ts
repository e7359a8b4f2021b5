import { redirect } from "@remix-run/node";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { followSpace } from "#app/modules/forum/reading/mark-read.server.ts";
import { followSpaceSchema } from "#app/modules/forum/schemas.ts";

export const loader = pageless(async ({ param, url }) => {
  throw redirect(spacePath(encodeURIComponent(param("code"))) + url.search);
});

const flashes = { follow: "forum.space.now_followed", normal: "forum.space.no_longer_followed" } as const;

export const action = form(
  { schema: followSpaceSchema, resource: true, admit: admitActive },
  async ({ level }, { access, param }) => {
    await followSpace(access, param("code"), level);
    return redirectWith(spacePath(param("code")), { flash: flashes[level] });
  },
);
