import { useActionData, useRouteLoaderData } from "@remix-run/react";
import type { FormFailure } from "#app/http/form.server.ts";
import type { FormFields } from "#app/modules/accounts/kept-forms.server.ts";

/** How a form should be filled in and marked: after a refusal, or after signing in again, or fresh. */
export type FormState = {
  /** The refusal, when the form was just refused. */
  failure: FormFailure | null;
  /** Whether what is filled in was kept while signing in. */
  isKept: boolean;
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
  const kept = keptOf(useRouteLoaderData("root"));
  const failure = answer?.failed ? answer : null;
  const typed = answer?.typed ?? kept;
  return {
    failure,
    isKept: !answer && kept !== null,
    value: (name, fallback = "") => typed?.[name]?.[0] ?? fallback,
    all: (name) => (typed ? (typed[name] ?? []) : null),
    error: (name) => failure?.fields[name],
  };
}

/** What the root's loader gives every page; its type would make a circle. */
function keptOf(root: unknown): FormFields | null {
  return (root as { kept: FormFields | null } | undefined)?.kept ?? null;
}
