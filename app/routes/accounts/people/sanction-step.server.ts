import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { writeLocalTime } from "#app/lib/local-time.ts";
import { isolate } from "#app/lib/isolate.ts";
import { getPersonToSanction, imposeSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { maxSanctionYears, type SanctionKind } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import { untilSchema, warnSchema } from "#app/modules/accounts/schemas.ts";

const titles = {
  warn: "accounts.sanction.warn_title",
  silence: "accounts.sanction.silence_title",
  suspend: "accounts.sanction.suspend_title",
} as const;

const flashes = {
  warn: "accounts.sanction.warned",
  silence: "accounts.sanction.silenced",
  suspend: "accounts.sanction.suspended",
} as const;

/** What the page before a sanction shows: whom it concerns, what is running, and between which dates it may end. */
export async function loadSanction({ actor, param, zone, t }: PageRequest, kind: SanctionKind) {
  const { name, handle, silencedUntil, suspendedUntil } = await getPersonToSanction(actor, param("handle"));
  const now = new Date();
  const dayIn = (days: number) => writeLocalTime(new Date(now.getTime() + days * 86_400_000), zone).slice(0, 10);
  const running = kind === "silence" ? silencedUntil : kind === "suspend" ? suspendedUntil : null;
  return {
    title: t(titles[kind], { name: isolate(name) }),
    kind,
    name,
    handle,
    running: running && running > now ? running : null,
    dates: { first: dayIn(1), usual: dayIn(8), last: dayIn(maxSanctionYears * 365) },
  };
}

const schemas = { warn: warnSchema, silence: untilSchema, suspend: untilSchema } as const;

/** The step itself; it leads to the person's record, where it stands and can be ended. */
export function sanctionStep(kind: SanctionKind) {
  const admit = ({ actor, param }: PageRequest) => getPersonToSanction(actor, param("handle"));
  return form({ schema: schemas[kind], admit }, async (input, { actor, access: { handle } }) => {
    const { reason } = input;
    await imposeSanction(actor, { handle, kind, reason, ...("until" in input && { until: input.until }) });
    return redirectWith(`/people/${handle}/record`, { flash: flashes[kind] });
  });
}
