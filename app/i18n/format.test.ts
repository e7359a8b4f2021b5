import { expect, it } from "vitest";
import { formatFor } from "./format.ts";

const now = new Date("2026-11-30T08:00:00Z");

it.each([
  ["2026-11-29T01:00:00Z", "yesterday", "hier", "أمس"],
  ["2026-11-28T09:00:00Z", "2 days ago", "avant-hier", "أول أمس"],
  ["2026-12-01T23:00:00Z", "tomorrow", "demain", "غدًا"],
  ["2026-11-22T08:00:00Z", "1 week ago", "il y a 1 semaine", "قبل أسبوع واحد"],
  ["2026-11-17T09:00:00Z", "1 week ago", "il y a 1 semaine", "قبل أسبوع واحد"],
  ["2026-12-09T08:00:00Z", "in 1 week", "dans 1 semaine", "خلال أسبوع واحد"],
  ["2026-10-08T08:00:00Z", "1 month ago", "il y a 1 mois", "قبل شهر واحد"],
  ["2026-11-30T08:00:30Z", "this minute", "à l’instant", "هذه الدقيقة"],
])("%s is %s", (at, ...words) => {
  const said = (["en", "fr", "ar"] as const).map((language) => formatFor(language, "UTC").relative(new Date(at), now));
  expect(said.map((text) => text.replace(/\u00A0/g, " "))).toEqual(words);
});

it("counts days by the reader's calendar", () => {
  const [at, later] = [new Date("2026-11-28T22:00:00Z"), new Date("2026-11-30T01:00:00Z")];
  expect(formatFor("en", "UTC").relative(at, later)).toBe("2 days ago");
  expect(formatFor("en", "Asia/Tokyo").relative(at, later)).toBe("yesterday");
});
