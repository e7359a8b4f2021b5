import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { forbidden } from "#app/infra/app-error.ts";
import { isolate } from "#app/lib/isolate.ts";
import { type BlockLevel, blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { blockSchema } from "#app/modules/accounts/schemas.ts";

/** What the page before muting or blocking somebody shows: whom, and whether that is so already. */
export async function loadBlock({ actor, param, t }: PageRequest, level: BlockLevel) {
  const me = requireActive(actor);
  const { id, name, handle, keptAway } = await getProfileFor(me, param("handle"));
  if (id === me.id) throw forbidden("accounts.error.own_block");
  const title = t(level === "block" ? "accounts.block.title" : "accounts.mute.title", { name: isolate(name) });
  return { title, level, name, handle, isSet: keptAway === level };
}

const flashes = {
  block: { set: "accounts.block.done", end: "accounts.block.ended" },
  mute: { set: "accounts.mute.done", end: "accounts.mute.ended" },
} as const;

/** The step itself; it leads to the list of all whom one keeps away, where it can be undone. */
export function blockStep(level: BlockLevel) {
  return form({ schema: blockSchema, admit: admitActive }, async ({ intent }, { access, param }) => {
    await blockPerson(access, { handle: param("handle"), level: intent === "end" ? null : level });
    return redirectWith("/me/settings/people", { flash: flashes[level][intent] });
  });
}
