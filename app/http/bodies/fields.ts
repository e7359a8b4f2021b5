import { longestName, type BodyLimits } from "#app/http/bodies/limits.ts";
import { cutOff, tooLarge } from "#app/http/bodies/incoming.ts";
import { AppError, type FieldErrors } from "#app/infra/app-error.ts";
import { hasLongMarkRun, normalize } from "#app/lib/combining-marks.ts";
import type { FormFields } from "#app/modules/accounts/save-form.server.ts";

/** What was read of a form so far. */
export type FieldsRead = { fields: FormFields; count: number; length: number; tooLong: FieldErrors };

export function nothingRead(): FieldsRead {
  return { fields: Object.create(null) as FormFields, count: 0, length: 0, tooLong: {} };
}

/**
 * Adds a field as it was sent, without what no text of the database may hold (NUL, halves of characters). A field that is
 * too long is read all the same, so that its page gets back all that was typed. Throws AppError 413 for one field, or for
 * more text, than the address takes; 400 for what could not be decoded.
 */
export function addField(
  read: FieldsRead,
  limits: BodyLimits,
  name: string | undefined,
  value: string | undefined,
): void {
  read.count += 1;
  if (read.count > limits.fields) throw tooLarge();
  // A part without a name belongs to no field.
  if (name === undefined) return;
  if (value === undefined) throw cutOff();
  read.length += value.length;
  if (read.length > limits.text || name.length > longestName) throw tooLarge();
  const key = storable(name);
  if (value.length > limits.field) read.tooLong[key] = { code: "error.field.far_too_long" };
  (read.fields[key] ??= []).push(storable(value));
}

/**
 * The fields of a form that was read whole, in Unicode's composed form. Throws AppError "error.form" that names each field
 * that is too long (413) or has more marks on a letter than any writing (400): only text within these bounds is
 * normalised.
 */
export function composeFields({ fields, tooLong }: FieldsRead): FormFields {
  if (Object.keys(tooLong).length > 0) throw new AppError("error.form", 413, { fields: tooLong });
  const entries = Object.entries(fields);
  const piled = entries.filter(([name, values]) => [name, ...values].some(hasLongMarkRun));
  if (piled.length > 0) {
    const errors = piled.map(([name]) => [name, { code: "error.field.marks" }] as const);
    throw new AppError("error.form", 400, { fields: Object.fromEntries(errors) });
  }
  return Object.fromEntries(entries.map(([name, values]) => [name, values.map((value) => normalize(value))]));
}

/** PostgreSQL holds no NUL and no half of a surrogate pair, in text or in JSON. */
function storable(text: string): string {
  return text.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\uFFFD");
}
