export const certificateStates = ["valid", "replaced", "revoked"] as const;
export type CertificateState = (typeof certificateStates)[number];

/** What a certificate is worth. Revoking weighs more than having been replaced. */
export function stateOf(row: { revokedAt: Date | null; replacedBy: string | null }): CertificateState {
  if (row.revokedAt) return "revoked";
  return row.replacedBy ? "replaced" : "valid";
}

/** Why certificates are revoked. The public page says which; what was behind it stays in the audit log. */
export const revocationReasons = ["issued_in_error", "conditions_not_met", "wrong_person", "at_request"] as const;
export type RevocationReason = (typeof revocationReasons)[number];
