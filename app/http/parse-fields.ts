import type { z } from "zod";
import { issueCode } from "#app/i18n/message-key.ts";
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
    fields[name] ??= { code: issueCode(issue), values: limitsOf(issue) };
  }
  throw new AppError("error.form", 400, { fields });
}

/** The limit that was missed, for the words of the refusal. */
function limitsOf(issue: z.core.$ZodIssue): Record<string, number> {
  if (issue.code === "custom") return { max: 0, ...(issue.params as Record<string, number> | undefined) };
  return { max: "maximum" in issue ? Number(issue.maximum) : 0 };
}
