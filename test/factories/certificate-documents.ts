import type { CertificateDocument } from "#app/modules/certificates/typesetting/document.ts";

/** All that a certificate in English says, but for the words of its template. */
export const documentOfAwa: Omit<CertificateDocument, "labels"> = {
  template: "course-v3",
  paper: "a4",
  language: "en",
  name: "Awa Ndiaye",
  courseTitle: "From the Open Roadmap to a national roadmap",
  titleLanguage: "en",
  hours: "12 hours",
  completedOn: "12 March 2026",
  issuedOn: "14 March 2026",
  issuer: "Crossroads",
  serial: "7K3M-Q9TX-2HVC",
  verifyUrl: "https://crossroads.example.org/certificates/7K3M-Q9TX-2HVC",
  fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  activities: ["1.2", "4.2"],
};
