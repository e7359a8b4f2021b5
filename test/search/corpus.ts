import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A thing of the corpus, with what follows from its place: who wrote it, and when. */
export type CorpusThing = {
  language: string;
  space: string;
  kind: "topic" | "reply" | "lesson" | "webinar" | "course";
  title: string;
  body: string;
  author: string;
  at: Date;
};

/** What somebody looks for, and the title of what they hope to find among the first three. */
export type CorpusQuery = { language: string; text: string; expected: string };

const folder = path.join(import.meta.dirname, "corpus");
const kinds = { t: "topic", r: "reply", l: "lesson", w: "webinar", c: "course" } as const;
const corpusAuthors = ["amina", "boris", "chen", "diego", "elise", "farid"];
export const corpusLanguages = readdirSync(folder);

/**
 * The things of `corpus/<language>/*.txt`: lines "kind title | body" under the name of their space ("# music"). Authors take turns, and so
 * do the years from 2018 on.
 */
export function readCorpus(): CorpusThing[] {
  return corpusLanguages.flatMap((language) => {
    let space = "";
    const lines = readdirSync(path.join(folder, language))
      .filter((file) => file !== "queries.txt")
      .flatMap((file) => linesOf(language, file));
    return lines
      .flatMap((line) => {
        if (line.startsWith("# ")) space = line.slice(2);
        return line.startsWith("# ") ? [] : [{ line, space }];
      })
      .map(({ line, space }, at) => {
        const [title, body] = line.slice(2).split(" | ") as [string, string];
        return {
          language,
          space,
          kind: kinds[line[0] as keyof typeof kinds],
          title,
          body,
          author: corpusAuthors[at % corpusAuthors.length]!,
          at: new Date(Date.UTC(2018 + (at % 8), at % 12, 1 + (at % 28))),
        };
      });
  });
}

/** Thirty queries for each language. `@` stands for the author of what is expected, or for the day after it was written. */
export function readQueries(things: CorpusThing[]): CorpusQuery[] {
  return corpusLanguages.flatMap((language) =>
    linesOf(language, "queries.txt").map((line) => {
      const [written, expected] = line.split(" | ") as [string, string];
      const thing = things.find(({ title }) => title === expected);
      if (!thing) throw new Error(`No thing is called “${expected}”`);
      const dayAfter = new Date(thing.at.getTime() + 86_400_000).toISOString().slice(0, 10);
      return {
        language,
        text: written.replace("by:@", `by:${thing.author}`).replace("before:@", `before:${dayAfter}`),
        expected,
      };
    }),
  );
}

const linesOf = (language: string, file: string) =>
  readFileSync(path.join(folder, language, file), "utf8")
    .split("\n")
    .filter(Boolean);
