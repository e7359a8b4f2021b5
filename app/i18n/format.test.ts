import { expect, it } from "vitest";
import { formatFor } from "./format.ts";

it("tells things that belong together from things of which one is enough", () => {
  const two = ["mot", "terme"];
  expect(formatFor("en", "UTC").list(two)).toBe("mot and terme");
  expect(formatFor("en", "UTC").anyOf(two)).toBe("mot or terme");
  expect(formatFor("fr", "UTC").anyOf(two)).toBe("mot ou terme");
  expect(formatFor("ar", "UTC").anyOf(two)).toBe("mot أو terme");
});
