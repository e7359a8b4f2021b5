import { issueCertificate } from "#app/modules/certificates/issuing.server.ts";
import type { Processors } from "#jobs/processors.ts";

export const certificates: Partial<Processors> = {
  "certificates.issue": ({ userId, courseId }) => issueCertificate({ userId, courseId, at: new Date() }),
};
