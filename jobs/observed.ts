import { getIssuedFacts } from "#app/modules/certificates/find-certificate.server.ts";
import { getDecisionNews } from "#app/modules/moderation/decision-news.server.ts";
import { findAppealToDecide, findCaseToDecide, mapUndecided } from "#app/modules/moderation/waiting-news.server.ts";
import type { Observed } from "#app/modules/notifications/kinds/contract.server.ts";

/** What notifications ask of modules that they may not know. */
export const observed: Observed = {
  certificate: getIssuedFacts,
  decision: getDecisionNews,
  caseToDecide: findCaseToDecide,
  appealToDecide: findAppealToDecide,
  undecided: mapUndecided,
};
