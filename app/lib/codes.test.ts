import { describe, expect, it } from "vitest";
import texts from "#test/fixtures/text/codes.json" with { type: "json" };
import { quietestTime } from "#test/helpers/processor-time.ts";
import { isolateCodes, markDirections } from "./codes.ts";
import { isolate, isolateIn } from "./isolate.ts";
import { renderMarkdown } from "./markdown.ts";

const isolatesIn = (text: string) => [...text.matchAll(/\u2068([^\u2069]*)\u2069/g)].map(([, code]) => code);

describe("codes that begin with a number", () => {
  it.each(texts)("keep their order in $text", ({ text, codes }) => {
    const isolated = isolateCodes(text);
    expect(isolatesIn(isolated)).toEqual(codes);
    expect(isolated.replace(/[\u2068\u2069]/g, "")).toBe(text);
    expect(isolateCodes(isolated)).toBe(isolated);
  });

  it.each(texts)("are elements of their own in Markdown: $text", ({ text, codes }) => {
    const html = renderMarkdown(`# ${text}\n\n${text} *${text}*`);
    expect([...html.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, code]) => code)).toEqual([...codes, ...codes, ...codes]);
  });

  it("stay as they are in code, in addresses, and in texts that run one way", () => {
    expect(renderMarkdown("العربية `7.CP 13` [x](/a/7.CP)")).not.toContain("<bdi>");
    expect(renderMarkdown("القرار **المهم** 7.CP 13")).toContain("</strong> <bdi>7.CP 13</bdi>");
    expect(renderMarkdown("Resolution 7.CP 13")).toBe('<p dir="auto">Resolution 7.CP 13</p>\n');
  });

  it("are found in time that grows as the text does", () => {
    for (const unit of ["1.", "1.2 a ", "+1 ", "7.CP-", "ا1.A "]) {
      const time = (length: number) => quietestTime(() => isolateCodes(`ا ${unit.repeat(length / unit.length)}`));
      time(100_000);
      expect(time(400_000), unit).toBeLessThan(3 * time(200_000) + 50);
    }
  });
});

describe("a line for lists that show isolates as boxes", () => {
  const [left, right] = ["\u200e", "\u200f"];
  it.each([
    ["اعتمدها القرار 7.CP 13", `اعتمدها القرار ${left}7.CP 13${left}`],
    [
      `رد من ${isolate("Zoë")} في «${isolate("Qui pilote ?")}»`,
      `رد من ${left}Zoë${left} في «${left}Qui pilote ?${left}»`,
    ],
    [
      `رد في «${isolate("القرار 7.CP 13!")}» (${isolate("12")})`,
      `رد في «${right}القرار ${left}7.CP 13${left}!${right}» (12)`,
    ],
    [`Reply in “${isolate("من يقود؟")}”`, `Reply in “${right}من يقود؟${right}”`],
    [`[${isolate("1.2")}] من يقود`, `[${left}1.2${left}] من يقود`],
    [`الهاتف ${isolate("+221 33")}`, `الهاتف ${left}+221 33${left}`],
    [`رد من ${isolate("ليلى")}`, `رد من ليلى`],
    [`Reply from ${isolate("Zoë")}: 7.CP 13 (1.2 Map the sectors)`, "Reply from Zoë: 7.CP 13 (1.2 Map the sectors)"],
  ])("has the older marks, and only where directions meet: %s", (given, marked) => {
    expect(markDirections(given)).toBe(marked);
  });

  it("stays as it is in English, and takes time in proportion to it", () => {
    const plain = "Re: [1.2] Resolution 7.CP 13, +221 33 849";
    expect(markDirections(plain)).toBe(plain);
    const time = (length: number) => quietestTime(() => markDirections(`ا ${"\u2068a ".repeat(length / 3)}`));
    time(100_000);
    expect(time(400_000)).toBeLessThan(3 * time(200_000) + 50);
  });
});

describe("a value inside a sentence", () => {
  it("is isolated where it runs another way than the sentence, or would move a part of it", () => {
    expect(isolateIn("ltr", "Awa")).toBe("Awa");
    expect(isolateIn("ltr", "12.5")).toBe("12.5");
    expect(isolateIn("ltr", "ليلى")).toBe(isolate("ليلى"));
    expect(isolateIn("ltr", "CP ليلى")).toBe(isolate("CP ليلى"));
    expect(isolateIn("rtl", "ليلى")).toBe("ليلى");
    expect(isolateIn("rtl", "Awa")).toBe(isolate("Awa"));
    expect(isolateIn("rtl", "1.2")).toBe(isolate("1.2"));
    expect(isolateIn("rtl", isolate("Awa"))).toBe(isolate("Awa"));
    expect(isolateIn("rtl", "…")).toBe("…");
  });
});
