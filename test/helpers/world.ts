import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { issueCertificate } from "#app/modules/certificates/issuing.server.ts";
import { formatSerial } from "#app/modules/certificates/serial.ts";
import { postReply } from "#app/modules/forum/replies.server.ts";
import { replySchema } from "#app/modules/forum/schemas.ts";
import { enrol } from "#app/modules/learning/enrolments.server.ts";
import { registerFor } from "#app/modules/webinars/registration.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { makeUser } from "#test/factories/users.ts";

export const courseSlug = "from-open-roadmap-to-national-roadmap";

/** A small inhabited Crossroads: the seed with its demo, and a member who has been through all of it. */
export type World = {
  member: Actor;
  trainer: Actor;
  administrator: Actor;
  lesson: string;
  quiz: string;
  topic: string;
  replyId: string;
  webinar: string;
  webinarId: number;
  certificate: string;
};

/** Builds the world in the database of this test file. */
export async function makeWorld(): Promise<World> {
  await seed({ demo: true, log: () => {} });
  const at = new Date();
  const member = await makeUser({ name: "Awa Ndiaye", handle: "awa-test" });
  const course = await db().course.findUniqueOrThrow({
    where: { slug: courseSlug },
    select: { id: true, revision: true },
  });
  await enrol(member, courseSlug);
  await db().enrolment.updateMany({
    where: { userId: member.id, courseId: course.id },
    data: { completedAt: at, completedRevision: course.revision },
  });
  await issueCertificate({ userId: member.id, courseId: course.id, at });
  const { serial } = await db().certificate.findFirstOrThrow({
    where: { userId: member.id },
    select: { serial: true },
  });
  const units = await db().unit.findMany({
    where: { courseId: course.id },
    orderBy: { position: "asc" },
    select: { slug: true, kind: true },
  });
  const topic = await db().topic.findFirstOrThrow({
    where: { spaceCode: "1.1" },
    select: { id: true, publicId: true, slug: true },
  });
  const posted = await postReply(member, {
    publicId: topic.publicId,
    ...replySchema.parse({ body: "A reply of the member." }),
  });
  const where = { topicId_number: { topicId: topic.id, number: posted.number } };
  const reply = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  const webinar = await db().webinar.findFirstOrThrow({
    where: { startsAt: { lt: new Date(at.getTime() + 86_400_000) }, endsAt: { gt: at } },
    orderBy: { startsAt: "asc" },
    select: { publicId: true, slug: true },
  });
  await registerFor(member, webinar.publicId, { at });
  const base = `/courses/${courseSlug}`;
  return {
    member,
    trainer: await personOf("trainer@crossroads.test"),
    administrator: await personOf("admin@crossroads.test"),
    lesson: `${base}/${units.find(({ kind }) => kind === "lesson")!.slug}`,
    quiz: `${base}/${units.find(({ kind }) => kind === "quiz")!.slug}`,
    topic: `/topics/${topic.publicId}/${topic.slug}`,
    replyId: reply.id,
    webinar: `/webinars/${webinar.publicId}/${webinar.slug}`,
    webinarId: webinar.publicId,
    certificate: `/certificates/${formatSerial(serial)}`,
  };
}

async function personOf(email: string): Promise<Actor> {
  const { id } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  return (await findActor(id))!;
}

export type PageType = {
  name: string;
  path: (world: World) => string;
  as: "guest" | "member" | "trainer" | "administrator";
  /** A page that people read: the strictest budget. */
  reading?: boolean;
  status?: number;
};

/** One of every page type, with who looks at it. */
export const pageTypes: PageType[] = [
  { name: "home", path: () => "/", as: "guest", reading: true },
  { name: "roadmap", path: () => "/roadmap", as: "guest", reading: true },
  { name: "activity", path: () => "/roadmap/1.1", as: "guest", reading: true },
  { name: "activity without a title", path: () => "/roadmap/5.2", as: "guest", reading: true },
  { name: "courses", path: () => "/courses", as: "guest", reading: true },
  { name: "course", path: () => `/courses/${courseSlug}`, as: "member", reading: true },
  { name: "lesson", path: (world) => world.lesson, as: "member", reading: true },
  { name: "quiz", path: (world) => world.quiz, as: "member", reading: true },
  { name: "attempt", path: (world) => `${world.quiz}/attempt`, as: "member" },
  { name: "forum", path: () => "/forum", as: "guest", reading: true },
  { name: "space", path: () => "/forum/1.1", as: "member", reading: true },
  { name: "new topic", path: () => "/forum/1.1/new", as: "member" },
  { name: "topic", path: (world) => world.topic, as: "member", reading: true },
  { name: "edit a reply", path: (world) => `/replies/${world.replyId}/edit`, as: "member" },
  { name: "webinars", path: () => "/webinars", as: "guest", reading: true },
  { name: "webinar", path: (world) => world.webinar, as: "member", reading: true },
  { name: "room", path: (world) => `/webinars/${world.webinarId}/room`, as: "member" },
  { name: "teaching", path: () => "/teach", as: "trainer" },
  { name: "plan a webinar", path: () => "/webinars/new", as: "trainer" },
  { name: "certificate", path: (world) => world.certificate, as: "guest", reading: true },
  { name: "verify", path: () => "/certificates", as: "guest", reading: true },
  { name: "join", path: () => "/join", as: "guest", reading: true },
  { name: "login", path: () => "/login", as: "guest", reading: true },
  { name: "forgotten password", path: () => "/password/forgot", as: "guest", reading: true },
  { name: "my page", path: () => "/me", as: "member", reading: true },
  { name: "notifications", path: () => "/me/notifications", as: "member", reading: true },
  { name: "profile settings", path: () => "/me/settings/profile", as: "member" },
  { name: "security settings", path: () => "/me/settings/security", as: "member" },
  { name: "notification settings", path: () => "/me/settings/notifications", as: "member" },
  { name: "person", path: (world) => `/people/${world.member.handle}`, as: "guest", reading: true },
  { name: "administration", path: () => "/admin", as: "administrator" },
  { name: "people", path: () => "/admin/people", as: "administrator" },
  { name: "imports", path: () => "/admin/imports", as: "administrator" },
  { name: "about", path: () => "/about", as: "guest", reading: true },
  { name: "privacy", path: () => "/privacy", as: "guest", reading: true },
  { name: "kept mail", path: () => "/dev/mail", as: "guest" },
  { name: "not found", path: () => "/nowhere", as: "guest", reading: true, status: 404 },
  { name: "forbidden", path: () => "/admin", as: "member", status: 403 },
];
