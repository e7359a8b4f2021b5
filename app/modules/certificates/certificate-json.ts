import type { Snapshot } from "./snapshot.ts";
import type { CertificateState } from "./state.ts";
import { certificatePath } from "./paths.ts";

type Presented = {
  serial: string;
  state: CertificateState;
  snapshot: Snapshot;
  fingerprint: string;
  revokedAt: Date | null;
  revokedReason: string | null;
  replacedBy: string | null;
};

/**
 * A certificate for programs: what the page says, and `snapshot`, of whose canonical JSON (RFC 8785) `fingerprint` is the
 * SHA-256. `origin` is the address of the site.
 */
export function certificateJson(certificate: Presented, origin: string) {
  const { serial, state, snapshot, fingerprint, revokedAt, revokedReason, replacedBy } = certificate;
  const { name, courseSlug, courseTitle, hours, activities, completedOn, issuedOn, issuer } = snapshot;
  return {
    serial,
    url: origin + certificatePath(serial),
    state,
    name,
    course: { slug: courseSlug, title: courseTitle },
    hours,
    activities,
    completedOn,
    issuedOn,
    issuer,
    revokedOn: revokedAt && revokedAt.toISOString().slice(0, 10),
    revokedReason,
    replacedBy: replacedBy && origin + certificatePath(replacedBy),
    fingerprint,
    snapshot,
  };
}

/** The address at which a person adds this certificate to their LinkedIn profile; nothing is sent before they follow it. */
export function linkedInUrl({ serial, snapshot }: Pick<Presented, "serial" | "snapshot">, origin: string): string {
  const [year = "", month = ""] = snapshot.issuedOn.split("-");
  const parameters = new URLSearchParams({
    startTask: "CERTIFICATION_NAME",
    name: snapshot.courseTitle[snapshot.titleLanguage] ?? "",
    organizationName: snapshot.issuer,
    issueYear: year,
    issueMonth: String(Number(month)),
    certUrl: origin + certificatePath(serial),
    certId: serial,
  });
  return `https://www.linkedin.com/profile/add?${parameters.toString()}`;
}
