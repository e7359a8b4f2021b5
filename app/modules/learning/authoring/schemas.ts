import { z } from "zod";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { line, linkedNumber, list, typedNumber } from "#app/modules/learning/courses/fields.ts";
import {
  isReservedForCourses,
  isReservedForUnits,
  maxBody,
  maxHours,
  maxMinutes,
  maxNote,
  maxSlug,
  maxSummary,
  maxTitle,
  slugPattern,
} from "#app/modules/learning/courses/limits.ts";
import { unitKindNames } from "#app/modules/learning/courses/unit-kinds.ts";

const optionalLine = (max: number) =>
  z.string().default("").transform(stripUnsafeCharacters).pipe(z.string().max(max, "error.field.too_long"));
/** Browsers send line ends as CR LF and count them as one character; so do we. */
const block = (max: number) =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().max(max, "error.field.too_long"));
// What is typed stays as it is: a line that is being written may end in a blank.
const body = z
  .string("error.field.required")
  .transform((text) => text.replace(/\r\n?/g, "\n"))
  .pipe(z.string().max(maxBody, "error.field.too_long"));
const slug = z
  .string()
  .default("")
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(maxSlug, "error.field.too_long")
      .regex(/^$|^[a-z0-9]+(?:-[a-z0-9]+)*$/, "authoring.outline.error.slug"),
  );
const courseSlug = slug.refine((one) => !isReservedForCourses(one), "authoring.outline.error.slug_reserved");
const unitSlug = slug.refine((one) => !isReservedForUnits(one), "authoring.outline.error.slug_reserved");
const address = z.string("error.field.invalid").max(maxSlug).regex(slugPattern, "error.field.invalid");
const minutes = typedNumber({ min: 1, max: maxMinutes });
const language = z.string("error.field.required").regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "error.field.invalid");

/** A new course; without an address it gets one made of its title. */
export const courseSchema = z.object({
  title: line(maxTitle),
  slug: courseSlug,
  language,
  languages: list(language, 30),
  summary: block(maxSummary).pipe(z.string().min(1, "error.field.required")),
  hours: typedNumber({ min: 0.1, max: maxHours, decimals: 2 }),
  licence: line(100),
  activities: list(z.string().regex(/^[1-5]\.[1-4]$/, "error.field.invalid"), 20),
});
export type CourseInput = z.output<typeof courseSchema>;

const translations = (prefix: string, max: number) => (fields: Record<string, unknown>, context: z.RefinementCtx) => {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith(`${prefix}_`) || typeof value !== "string") continue;
    const text = prefix === "title" ? stripUnsafeCharacters(value) : value.replace(/\r\n?/g, "\n").trim();
    if (text.length > max) {
      context.addIssue({
        code: "too_big",
        maximum: max,
        origin: "string",
        path: [name],
        message: "error.field.too_long",
      });
    } else if (text) found[name.slice(prefix.length + 1)] = text;
  }
  return found;
};

const addModule = z.object({ intent: z.literal("add-module"), moduleTitle: line(maxTitle) });
const editModule = z
  .object({ intent: z.literal("edit-module"), module: address })
  .catchall(z.unknown())
  .transform(({ intent, module, ...fields }, context) => ({
    intent,
    module,
    title: translations("title", maxTitle)(fields, context),
    summary: translations("summary", maxSummary)(fields, context),
  }));
/** A unit as the outline adds it. */
const addUnit = z.object({
  intent: z.literal("add-unit"),
  module: address,
  kind: z.enum(unitKindNames, "error.field.required"),
  title: line(maxTitle),
  minutes,
});
const editUnit = z.object({ intent: z.literal("edit-unit"), unit: address, slug: unitSlug, minutes });
const direction = z.enum(["up", "down"], "error.field.invalid");
const moveModule = z.object({ intent: z.literal("move-module"), module: address, direction });
const moveUnit = z.object({ intent: z.literal("move-unit"), unit: address, direction });
/** `before` = the unit that it shall stand before; without one it goes to the module's end. */
const placeUnit = z.object({
  intent: z.literal("place-unit"),
  unit: address,
  module: address,
  before: address.optional().catch(undefined),
});
const one = <I extends "remove-unit" | "restore-unit">(intent: I) =>
  z.object({ intent: z.literal(intent), unit: address });
const part = <I extends "remove-module" | "restore-module">(intent: I) =>
  z.object({ intent: z.literal(intent), module: address });

/** One change of the outline; `intent` says which. */
export const outlineSchema = z.discriminatedUnion("intent", [
  addModule,
  editModule,
  addUnit,
  editUnit,
  moveModule,
  moveUnit,
  placeUnit,
  one("remove-unit"),
  one("restore-unit"),
  part("remove-module"),
  part("restore-module"),
]);
export type OutlineInput = z.output<typeof outlineSchema>;

/** A new unit as the page for it sends it: with the number of the topic or the webinar that it leads to, if it is known. */
export const newUnitSchema = addUnit.omit({ intent: true }).extend({
  topic: linkedNumber("topics", "courses.settings.error.no_topic"),
  webinar: linkedNumber("webinars", "courses.settings.error.no_webinar"),
});
export type NewUnitInput = z.output<typeof newUnitSchema>;

const version = z.string("error.field.invalid").regex(/^\d{1,9}\.\d{1,9}$/, "error.field.invalid");
const whole = z
  .string("error.field.invalid")
  .regex(/^\d{1,9}$/, "error.field.invalid")
  .transform(Number);
const text = { language, version, title: optionalLine(maxTitle), body };

/** What the editor saves by itself; without a text it only says that it is still open. */
export const autosaveSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("seen"), language }),
  z.object({ intent: z.literal("save"), ...text }),
]);

/** What the editor's buttons send. `source` = the number of the course's own text that stood beside a translation. */
export const editorSchema = z.object({
  intent: z.enum(["save", "publish", "discard", "fits"], "error.field.invalid"),
  ...text,
  source: whole.optional().catch(undefined),
  note: optionalLine(maxNote),
});

export const previewSchema = z.object({ language, body });
export const restoreSchema = z.object({
  language,
  number: whole,
  replace: z.literal("1").optional().catch(undefined),
});
