import { expect, it } from "vitest";
import { webinarState } from "./policy.ts";

const [startsAt, endsAt] = [new Date("2026-11-30T14:00:00Z"), new Date("2026-11-30T15:00:00Z")];

it.each([
  ["planned", -1, "upcoming"],
  ["planned", 0, "live"],
  ["planned", 3_599_999, "live"],
  ["planned", 3_600_000, "ended"],
  ["cancelled", -1, "cancelled"],
  ["cancelled", 1, "cancelled"],
] as const)("a %s webinar is, %i ms after its start, %s", (state, after, expected) => {
  expect(webinarState({ state, startsAt, endsAt }, new Date(startsAt.getTime() + after))).toBe(expected);
});
