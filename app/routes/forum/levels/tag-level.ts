import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { levelSchema } from "#app/modules/forum/levels/schemas.ts";
import { setTagLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { tagOf, tagPath } from "#app/modules/forum/tag.ts";
import { levelFlashes } from "./words.ts";

export const loader = leadsTo(({ param }) => tagPath(tagOf(param("tag"))));

export const action = form(
  { schema: levelSchema, resource: true, admit: admitActive },
  async ({ level }, { access, param }) => {
    const tag = tagOf(param("tag"));
    await setTagLevel(access, tag, level);
    return redirectWith(tagPath(tag), { flash: levelFlashes[level] });
  },
);
