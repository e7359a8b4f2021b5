import { useActionData, useRouteLoaderData } from "@remix-run/react";
import type { FormFailure } from "#app/http/form.server.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import type { loader as rootLoader } from "#app/root.tsx";

/** What the form of a question shows: what was typed, else what is stored; and what is wrong by the id of its field. */
export type QuestionState = {
  fields: Fields;
  isTyped: boolean;
  value: (name: string) => string;
  error: (id: string) => string | undefined;
};

/** The state of a question's form. Other forms of the page leave it alone: what they send has no prompt. */
export function useQuestionState(stored: Fields): QuestionState {
  const answer = useActionData() as (Partial<FormFailure> & { typed?: Fields }) | undefined;
  const saved = useRouteLoaderData<typeof rootLoader>("root")?.savedForm as Fields | null | undefined;
  const typed = [answer?.typed, saved].find((fields) => fields && "prompt" in fields);
  const fields = typed ?? stored;
  return {
    fields,
    isTyped: typed !== undefined,
    value: (name) => fields[name]?.[0] ?? "",
    error: (id) => (answer?.failed ? answer.fields?.[id] : undefined),
  };
}
