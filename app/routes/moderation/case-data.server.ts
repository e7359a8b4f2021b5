import type { PageRequest } from "#app/http/page.server.ts";
import { caseNumberOf, getCaseFor, requireCaseFor } from "#app/modules/moderation/cases/get-case.server.ts";

/** What the page of a case shows, at its own address and at those of its forms. */
export async function loadCase({ actor, param, t }: PageRequest) {
  const number = caseNumberOf(param("case"));
  return {
    title: t("moderation.case.title", { number }),
    number,
    ...(await getCaseFor(actor, number)),
  };
}

/** Of the forms of a case: who is let in, and the page that shows them. */
export const onCase = {
  admit: ({ actor, param }: PageRequest) => requireCaseFor(actor, caseNumberOf(param("case"))),
  page: ({ param }: PageRequest) => `/moderation/${param("case")}`,
};
