import type { OutgoingHttpHeaders } from "node:http";
import type { Groups } from "../setup/recording.ts";

/** What the baseline of pages answers in one case. */
export type Answer = { headers: OutgoingHttpHeaders; body: Uint8Array; groups: Groups };

/** Says to the baseline which case is asked for; the product is sent it, too, and does not read it. */
export const caseHeader = "x-case";
