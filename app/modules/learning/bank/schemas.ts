import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";

const maxTitle = 200;
const id = z.string("error.field.required").max(40);
const parent = z.string().max(40).default("");

/** "title_<language>" of every language that has one; the first of them must not be empty. */
function titles(fields: Record<string, unknown>, context: z.RefinementCtx): Record<string, string> {
  const found: Record<string, string> = {};
  const names = Object.keys(fields).filter((name) => /^title_[a-z]{2,3}$/.test(name));
  for (const name of names) {
    const typed = fields[name];
    const text = typeof typed === "string" ? stripUnsafeCharacters(typed) : "";
    if (text.length > maxTitle) {
      const message = "error.field.too_long";
      context.addIssue({ code: "too_big", maximum: maxTitle, origin: "string", path: [name], message });
    } else if (text) found[name.slice("title_".length)] = text;
  }
  if (Object.keys(found).length === 0) {
    context.addIssue({ code: "custom", path: [names[0] ?? "form"], message: "error.field.required" });
  }
  return found;
}

const create = z
  .object({ intent: z.literal("create"), parent })
  .catchall(z.unknown())
  .transform(({ intent, parent: above, ...rest }, context) => ({
    intent,
    parent: above,
    titles: titles(rest, context),
  }));
const rename = z
  .object({ intent: z.literal("rename"), id })
  .catchall(z.unknown())
  .transform(({ intent, id: one, ...rest }, context) => ({ intent, id: one, titles: titles(rest, context) }));

/** One change of the categories of a bank; `intent` says which. */
export const categorySchema = z.discriminatedUnion(
  "intent",
  [create, rename, z.object({ intent: z.literal("move"), id, parent }), z.object({ intent: z.literal("delete"), id })],
  "error.form",
);
