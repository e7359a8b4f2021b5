import { issueCertificate } from "#app/modules/certificates/issue-certificate.server.ts";
import type { Processors } from "#app/jobs.ts";

export const certificates = {
  "certificates.issue": ({ userId, courseId }) => issueCertificate({ userId, courseId, at: new Date() }),
} satisfies Partial<Processors>;
