import { readCookie } from "#app/http/cookies.ts";
import { composeFields, nothingRead } from "#app/http/bodies/fields.ts";
import { requireForm } from "#app/http/bodies/incoming.ts";
import { usualLimits } from "#app/http/bodies/limits.ts";
import { plainBody } from "#app/http/bodies/plain.server.ts";
import { negotiateLanguage } from "#app/i18n/negotiate.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { diffWords } from "#app/lib/diff.ts";
import { findLinks } from "#app/lib/links.ts";
import { excerpt, markdownToText, renderMarkdown } from "#app/lib/markdown.ts";
import { findSpoken } from "#app/lib/spoken/marks.ts";
import { slugify } from "#app/lib/slug.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { invitationsSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { readRoster } from "#app/modules/learning/enrolment/roster/read-roster.ts";
import { checkFile } from "#app/modules/learning/files/check-file.ts";
import { readGift } from "#app/modules/learning/interchange/gift/read-gift.ts";
import { readMoodleXml } from "#app/modules/learning/interchange/moodle-xml/read-moodle-xml.ts";
import { readPackageZip } from "#app/modules/learning/interchange/package/read-zip.server.ts";
import { readYaml } from "#app/modules/learning/interchange/package/yaml.ts";
import { findNumber, findText } from "#app/modules/learning/questions/accepted-answers.ts";
import { excerpt as questionExcerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { blockHtml, plainWords, textWithGaps } from "#app/modules/learning/questions/question-html.ts";
import { publishCalendar } from "#app/modules/webinars/calendar.ts";
import { messageSchema } from "#app/modules/webinars/schemas.ts";
import { growing } from "#test/fixtures/hostile/growing.ts";
import { processorTimeOf } from "#test/helpers/processor-time.ts";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";

const boxes = { example: "E", exercise: "X", country: "C" };
const accepted = ["a*b*c", "*a*", "Straße"].map((text) => ({ text, fraction: 1 }));
const form = (headers: Record<string, string>, body?: string) =>
  new Request("http://localhost/", { method: "POST", headers, ...(body === undefined ? {} : { body }) });
const entry = {
  id: "1",
  icsSequence: 0,
  state: "planned",
  title: "a",
  zone: "UTC",
  url: "https://x.org/",
  roomUrl: "",
};
const times = { startsAt: new Date(0), endsAt: new Date(3_600_000), organizer: { name: "a", email: "a@b.org" } };

/** Every parser of what people send. A refusal is an answer, too: what is compared is the work. */
const parsers: Record<string, (input: string) => unknown> = {
  markdown: (input) => [renderMarkdown(input, { boxes }), markdownToText(input)],
  "plain words": (input) => plainWords(input, "html"),
  "question text": (input) => [
    blockHtml(input, "html"),
    textWithGaps({ text: input, format: "html", count: 1 }, String),
  ],
  yaml: (input) => readYaml(input, "a.yaml", 1, [], "core"),
  gift: (input) => readGift(input, { file: "a.gift" }),
  "moodle-xml": (input) => readMoodleXml(input, { file: "a.xml" }),
  roster: readRoster,
  links: findLinks,
  spoken: findSpoken,
  title: stripUnsafeCharacters,
  "excerpt of a question": questionExcerpt,
  "excerpt of a text": (input) => excerpt(input, 200),
  slug: slugify,
  addresses: (emails) => invitationsSchema.safeParse({ intent: "invite", emails, language: "en", cohort: "" }),
  "typed answer": (input) => [
    findText(accepted, input),
    findText([{ text: input, fraction: 1 }], input),
    findNumber([], input),
  ],
  cookies: (input) => readCookie(input, "session"),
  languages: (acceptLanguage) => negotiateLanguage({ asked: null, setting: null, cookie: null, acceptLanguage }),
  "search params": (input) => new URL(`http://localhost/?${input}`).searchParams.getAll("lang"),
  "content type": (input) => requireForm(form({ "content-type": `multipart/form-data${input}` }), usualLimits),
  multipart: async (input) => {
    const read = nothingRead();
    const request = form({ "content-type": "multipart/form-data; boundary=b" }, input);
    await plainBody.read(
      { request, encoding: "multipart", limits: usualLimits, read, takesFiles: true },
      async () => null,
    );
    return composeFields(read);
  },
  mail: (input) => simpleParser(input),
  calendar: (input) => publishCalendar({ ...entry, ...times, description: input } as never, new Date(0)),
  versions: (input) => diffWords(input, input.split("").reverse().join("")),
  picture: (input) => checkFile({ name: "a.jpg", bytes: Buffer.from(input, "latin1") }),
  zip: (input) => readPackageZip(Buffer.from(input, "latin1")),
  json: (input) => comparableJson(JSON.parse(input)),
  "socket message": (body) => messageSchema.safeParse({ webinar: 1, body, clientId: body }),
};

async function answer(parse: (input: string) => unknown, input: string): Promise<unknown> {
  try {
    return await parse(input);
  } catch {
    return null;
  }
}

const costOf = (parse: (input: string) => unknown, input: string) => processorTimeOf(() => answer(parse, input));

describe("a parser of foreign input", () => {
  it.each(growing)(
    "$parser takes no more than its share for twice $name",
    async ({ parser, size, make }) => {
      const parse = parsers[parser]!;
      const [one, two] = [make(size), make(2 * size)];
      await costOf(parse, make(size / 10));
      // Some attempts are slowed by what is compiled or cleared away meanwhile; work that grows too fast is slow in each.
      const attempts: string[] = [];
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const [once, twice] = [await costOf(parse, one), await costOf(parse, two)];
        // Twice when it is linear, four times when it is not; what is over in no time says nothing.
        if (twice < 3 * once + 20) return;
        attempts.push(`${Math.round(once)} ms, then ${Math.round(twice)} ms`);
      }
      expect.fail(attempts.join("; "));
    },
    120_000,
  );

  it("is in the table, each of them", () => {
    expect(new Set(growing.map(({ parser }) => parser))).toEqual(new Set(Object.keys(parsers)));
  });
});
