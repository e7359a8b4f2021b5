import type { z } from "zod";
import { messageKey } from "#app/i18n/message-key.ts";
import { AppError, type FieldErrors } from "#app/infra/app-error.ts";
import type { FormFields } from "#app/modules/accounts/save-form.server.ts";

/** Checks form fields by a schema. Throws AppError 400 "error.form" that names each wrong field. */
export function parseFields<S extends z.ZodType>(schema: S, typed: FormFields): z.infer<S> {
  const input = Object.fromEntries(
    Object.entries(typed).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? "form");
    const isKey = /^[a-z_]+(\.[a-z_]+)+$/.test(issue.message);
    const code = isKey ? messageKey(issue.message) : "error.field.invalid";
    const max = "maximum" in issue ? Number(issue.maximum) : 0;
    fields[name] ??= { code, values: { max } };
  }
  throw new AppError("error.form", 400, { fields });
}
