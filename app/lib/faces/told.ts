import type { ToldFace } from "#app/lib/faces/drawn.ts";
import { initialsOf } from "#app/lib/faces/initials.ts";
import { toneOf } from "#app/lib/faces/tone.ts";

type Person = { name: string; handle: string | null; picture?: string | null };

/** What a browser needs to draw a face, so that it needs no rule about names. */
export function tellFace({ name, handle, picture }: Person): ToldFace {
  const initials = initialsOf(name);
  const tone = toneOf(handle ?? name);
  return picture ? [initials, tone, picture] : [initials, tone];
}
