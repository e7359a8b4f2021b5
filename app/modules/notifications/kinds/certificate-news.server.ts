import type { Around, News } from "#app/modules/notifications/kinds/contract.server.ts";

/** Tells a person of their certificate. Its mail is part of no list: it is the delivery of what they have earned. */
export async function newsOfCertificate(
  { certificateId }: { certificateId: string },
  { observed }: Around,
): Promise<News> {
  const { userId, courseTitle, href } = await observed.certificate(certificateId);
  const groupKey = `certificate:${certificateId}`;
  return { to: [userId], groupKey, event: () => groupKey, title: () => courseTitle.text, path: href };
}
