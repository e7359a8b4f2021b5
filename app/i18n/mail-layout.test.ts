import { expect, test } from "vitest";
import { layoutMail } from "./mail-layout.ts";

const link = { label: "Confirmer mon adresse", url: "https://example.org/confirm" };
const mail = (language: string) =>
  layoutMail({
    language,
    subject: "Bonjour",
    paragraphs: ["Un texte."],
    action: link,
    sections: [{ title: "Sujets", items: [], more: link }],
    reason: "Parce que.",
    unsubscribe: link,
  }).text;

test("a label stands before its address as the language writes it, in French with a space that keeps the line", () => {
  const labels = (text: string) => text.match(/Confirmer mon adresse.?:/g);
  expect(labels(mail("fr"))).toEqual(Array.from({ length: 3 }, () => "Confirmer mon adresse\u00a0:"));
  expect(labels(mail("en"))).toEqual(Array.from({ length: 3 }, () => "Confirmer mon adresse:"));
});

test("an address of ours is whole, whatever sign it ends with, and apart from what is none of it", () => {
  for (const end of ["_", "-", "a"]) {
    const url = `https://example.org/confirm/abc${end}`;
    const content = { language: "en", subject: "s", reason: "r", action: { label: "Open", url } };
    const { text } = layoutMail({ ...content, paragraphs: [`See (\u2068${url}\u2069).`] });
    expect(text).toContain(`Open:\n${url}\n`);
    expect(text).toContain(`See (\u2068${url} \u2069).`);
  }
});
