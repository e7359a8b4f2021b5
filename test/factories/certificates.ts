import type { Actor } from "#app/modules/accounts/actor.ts";
import { issueCertificate } from "#app/modules/certificates/issue-certificate.server.ts";
import { formatSerial } from "#app/modules/certificates/serial.ts";
import { finishCourse } from "#test/factories/attempts.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";

type CertificateWish = { holder?: Actor; course?: MadeCourse; at?: Date };

/** A course of one lesson, for who has to complete one. */
export function makeShortCourse(wish: Parameters<typeof makeCourse>[0] = {}): Promise<MadeCourse> {
  return makeCourse({ modules: [{ slug: "basics", units: [{ slug: "only" }] }], ...wish });
}

/** A valid certificate of somebody who completed a course, issued as the product issues it. The serial has dashes. */
export async function makeCertificate({ at = new Date(), ...wish }: CertificateWish = {}) {
  const holder = wish.holder ?? (await makeUser());
  const course = wish.course ?? (await makeShortCourse());
  await finishCourse(holder, course, { at });
  const { id, serial } = await issueCertificate({ userId: holder.id, courseId: course.id, at });
  return { id, serial: formatSerial(serial), holder, course };
}
