import { useActionData, useRouteLoaderData } from "@remix-run/react";
import type { FormFailure } from "#app/http/form-refusal.server.ts";
import type { FormFields } from "#app/modules/accounts/save-form.server.ts";

/** How a form should be filled in and marked: after a refusal, or after signing in again, or fresh. */
export type FormState = {
  /** The refusal, when the form was just refused. */
  failure: FormFailure | null;
  /** Whether what is filled in was saved while signing in. */
  fromSavedForm: boolean;
  /** What was typed into a field, else `fallback`. */
  value: (name: string, fallback?: string) => string;
  /** All values typed into a repeated field, or null when nothing was typed into the form. */
  all: (name: string) => string[] | null;
  /** The sentence beside a field, if it was refused. */
  error: (name: string) => string | undefined;
};

/** The state of this page's form; a page with several forms tells them apart by their field names. */
export function useFormState(): FormState {
  // A preview is no failure, and comes back with what was typed all the same.
  const answer = useActionData() as FormFailure | { failed: false; typed?: FormFields } | undefined;
  const saved = savedFormOf(useRouteLoaderData("root"));
  const failure = answer?.failed ? answer : null;
  const typed = answer?.typed ?? saved;
  return {
    failure,
    fromSavedForm: !answer && saved !== null,
    value: (name, fallback = "") => typed?.[name]?.[0] ?? fallback,
    all: (name) => (typed ? (typed[name] ?? []) : null),
    error: (name) => failure?.fields[name],
  };
}

/** What the root's loader gives every page; its type would make a circle. */
function savedFormOf(root: unknown): FormFields | null {
  return (root as { savedForm: FormFields | null } | undefined)?.savedForm ?? null;
}
