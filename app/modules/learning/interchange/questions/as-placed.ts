import { createHash } from "node:crypto";
import { type EmbeddedFile, FileCollector } from "../moodle-xml/embedded.ts";
import { withFiles } from "../moodle-xml/with-files.ts";
import { mapTexts, renameFiles } from "../notation/named-files.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";

/** Names of files that stood inside addresses -> names made of what they hold. */
export type Inline = ReadonlyMap<string, string>;

const element = { name: "question", attributes: {}, line: 0, text: "", children: [] };
const mayChange = /data:image|@@PLUGINFILE@@|<(?:img|a|iframe|audio|video|object|embed|script|svg|canvas)\b/i;

/**
 * The question as an import leaves its texts, for comparing: pictures of other sites are links, and those inside addresses
 * are files that are called after what they hold, whatever name they got. Throws nothing.
 */
export function asPlaced(question: Question, inline: Inline = new Map()): Question {
  let isTouched = inline.size > 0;
  mapTexts(question, (text) => {
    isTouched ||= mayChange.test(text);
    return text;
  });
  if (!isTouched) return question;
  const files = new FileCollector();
  const warn = () => undefined;
  const placed = mapTexts(question, (text) => withFiles(text, element, question.format, { files, warn }));
  return renameFiles(renameFiles(placed, inlineNames(files.files)), inline);
}

/** The names by which `asPlaced` calls files that stood inside addresses. */
export function inlineNames(files: readonly EmbeddedFile[], renamed: ReadonlyMap<string, string> = new Map()): Inline {
  return new Map(
    files
      .filter(({ isInline }) => isInline)
      .map(({ name, bytes }) => {
        const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
        return [renamed.get(name) ?? name, `inline-${digest}.${name.split(".").at(-1)}`] as const;
      }),
  );
}
