import { normalize } from "#app/lib/combining-marks.ts";
import { withoutUnseen } from "#app/lib/text.ts";

/** Names that moderators took from a person, the last one last, and the neutral one that stands instead. */
export type TakenName = {
  was: string[];
  now: string;
  /** Erased for good: none of them comes back. */
  isErased?: true;
  /** Erased before these were taken: they stay kept from the person, whatever becomes of these. */
  erased?: string[];
};

/** With one more name that is taken; null: nothing was taken before. */
export function takeName(taken: TakenName | null, name: string, now: string): TakenName {
  if (taken?.isErased) return { was: [name], now, erased: taken.was };
  return { ...taken, was: [...(taken?.was ?? []), name], now };
}

/** Once all that may come back has come back: what is still kept from the person, or null. */
export function giveBack({ erased, now }: TakenName): TakenName | null {
  return erased ? { was: erased, now, isErased: true } : null;
}

/** Nothing of it comes back any more. */
export function eraseNames({ was, erased = [], now }: TakenName): TakenName {
  return { was: [...erased, ...was], now, isErased: true };
}

/** Whether a name is one that was taken from the person, however it is written. */
export function isTakenName(name: string, taken: TakenName | undefined): boolean {
  if (!taken) return false;
  return [...taken.was, ...(taken.erased ?? [])].some((one) => folded(one) === folded(name));
}

/** The number behind the neutral name of a person, from 1000 to 9999: it tells apart two who stand in one talk. */
export function neutralNumber(userId: string): number {
  return 1000 + (Number.parseInt(userId.replaceAll("-", "").slice(-8), 16) % 9000);
}

function folded(name: string): string {
  return normalize(withoutUnseen(name), "NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}
