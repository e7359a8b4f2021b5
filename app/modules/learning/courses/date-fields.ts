import { z } from "zod";
import { isZone } from "#app/lib/is-zone.ts";
import { readLocalTime } from "#app/lib/local-time.ts";
import { first } from "./fields.ts";

/** The zone by whose clocks the dates beside it are typed. */
export const zone = z.preprocess(
  first,
  z.string("error.field.required").max(64).refine(isZone, "enrolment.error.zone"),
);

/** A date and time of the zone beside it; empty is null. A time that the clocks skip is refused with the one that they show. */
export function moments<N extends string>(names: readonly N[]) {
  return (input: Record<N, string> & { zone: string }, context: z.RefinementCtx) => {
    const read = {} as Record<N, Date | null>;
    for (const name of names) {
      read[name] = null;
      if (input[name] === "") continue;
      const moment = readLocalTime(input[name], input.zone);
      if (moment?.fit === "skipped") {
        context.addIssue({ code: "custom", path: [name], message: "enrolment.error.skipped_time" });
      } else if (!moment) context.addIssue({ code: "custom", path: [name], message: "enrolment.error.moment" });
      else read[name] = moment.at;
    }
    return read;
  };
}
