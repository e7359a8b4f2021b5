import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { RevocationReason } from "#app/modules/certificates/state.ts";

/** The keys are written out so that a search for one finds it. */
export const reasonLabels: Record<RevocationReason, MessageKey> = {
  issued_in_error: "certificates.reason.issued_in_error",
  conditions_not_met: "certificates.reason.conditions_not_met",
  wrong_person: "certificates.reason.wrong_person",
  at_request: "certificates.reason.at_request",
};
