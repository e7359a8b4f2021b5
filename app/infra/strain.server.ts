import { singleton } from "#app/lib/singleton.ts";

type Strain = { until: number };

const strain = () => singleton("strain", (): Strain => ({ until: 0 }));

/** For how long one sign of strain holds optional work back. */
const HELD_MILLISECONDS = 3000;

/** Says that people wait for this process: what can be left undone is left undone for the next three seconds. */
export function noteStrain(): void {
  strain().until = Date.now() + HELD_MILLISECONDS;
}

/** Whether people wait for this process, so that optional work (search, who is present) is left undone. */
export function isStrained(): boolean {
  return Date.now() < strain().until;
}
