/** Every word on the document that is not data, in the language of the document. */
type CertificateLabels = {
  /** "Certificate of completion": the heading. */
  title: string;
  /** "This certifies that": before the name. */
  awardedTo: string;
  /** "has completed the course": between the name and the title of the course. */
  completed: string;
  completedOn: string;
  hours: string;
  issuedOn: string;
  issuer: string;
  /** "Activities of the Open Roadmap": before the codes. */
  activities: string;
  serial: string;
  /** "Check this certificate at": before the address. */
  verify: string;
  /** What the QR code is, for those who cannot see it. */
  qr: string;
  fingerprint: string;
  /** "□ stands for a letter that cannot be printed here": only shown when it is true. */
  unprintable: string;
};

/** The templates that certificates were ever issued with. */
export type Template = "course-v1" | "course-v2" | "course-v3";

/** All that a certificate says. Every value is text as it is to be read; nothing is counted or formatted here. */
export type CertificateDocument = {
  template: Template;
  paper: "a4" | "us-letter";
  language: "en" | "fr" | "ar";
  name: string;
  /** Since version 3, of a name whose Han letters are Japanese. */
  nameLanguage?: "ja";
  courseTitle: string;
  /** The language of the title, since version 2. */
  titleLanguage?: string;
  hours: string;
  completedOn: string;
  issuedOn: string;
  issuer: string;
  serial: string;
  verifyUrl: string;
  /** SHA-256 of the snapshot, hexadecimal. */
  fingerprint: string;
  /** Codes of Open Roadmap activities ("1.2"): marked on the roads and listed. */
  activities: string[];
  labels: CertificateLabels;
};

/** What a template reads: the data, and what it cannot find out about scripts and typefaces. */
export type TemplateInput = Record<string, unknown>;
