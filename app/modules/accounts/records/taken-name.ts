import { normalize } from "#app/lib/combining-marks.ts";
import { withoutUnseen } from "#app/lib/text.ts";

/** Names that moderators took from a person, the last one last, and the neutral one that stands instead. */
export type TakenName = {
  was: string[];
  now: string;
  /** Erased for good: none of them comes back. */
  isErased?: true;
};

/** Whether a name is one that was taken from the person, however it is written. */
export function isTakenName(name: string, taken: TakenName | undefined): boolean {
  return taken?.was.some((one) => folded(one) === folded(name)) ?? false;
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
