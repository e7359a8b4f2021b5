import { getIssuedFacts } from "#app/modules/certificates/find-certificate.server.ts";
import { issueCertificate } from "#app/modules/certificates/issue-certificate.server.ts";
import { notifyCertificateIssued } from "#app/modules/notifications/certificate-notices.server.ts";
import type { Processors } from "#app/jobs.ts";

export const certificates = {
  "certificates.issue": ({ userId, courseId }) => issueCertificate({ userId, courseId, at: new Date() }),
  "certificates.notify_issued": async ({ certificateId }) =>
    notifyCertificateIssued(await getIssuedFacts(certificateId)),
} satisfies Partial<Processors>;
