import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { CertificateState } from "#app/modules/certificates/state.ts";

/** The keys are written out so that a search for one finds it. */
export const stateLabels: Record<CertificateState, MessageKey> = {
  valid: "certificates.state.valid",
  revoked: "certificates.state.revoked",
  replaced: "certificates.state.replaced",
};
