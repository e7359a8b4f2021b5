import type { Around, News } from "#app/modules/notifications/kinds/contract.server.ts";

/** Tells a person of their certificate. Its mail is part of no list: it is the delivery of what they have earned. */
export async function newsOfCertificate(
  { certificateId }: { certificateId: string },
  { observed }: Around,
): Promise<News> {
  const { userId, courseTitle, href, lost } = await observed.certificate(certificateId);
  const groupKey = `certificate:${certificateId}`;
  const letters = lost.join(" ");
  return {
    to: [userId],
    groupKey,
    event: () => groupKey,
    title: () => courseTitle.text,
    ...(letters && { facts: { letters } }),
    path: href,
  };
}

/** Tells a person that a certificate of theirs counts no longer; its page says since when and why. Part of no list, as above. */
export async function newsOfRevocation(
  { certificateId }: { certificateId: string },
  { observed }: Around,
): Promise<News> {
  const { userId, courseTitle, href } = await observed.certificate(certificateId);
  const groupKey = `certificate-revoked:${certificateId}`;
  return { to: [userId], groupKey, event: () => groupKey, title: () => courseTitle.text, path: href };
}
