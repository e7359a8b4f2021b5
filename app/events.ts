import { z } from "zod";

const id = z.uuid();
const moment = z.string();

/**
 * Every domain fact of the product, with what it carries. A fact is written in the transaction that makes it true and names
 * ids only: whoever reacts reads the present state. Which jobs follow stands in jobs/subscribers.ts, who is told in
 * app/modules/notifications/kinds/table.server.ts.
 */
const events = {
  "accounts.user.joined": z.object({ userId: id, digest: z.enum(["daily", "weekly", "never"]) }),
  /** `requestId` names the wish, so that one wish makes one mail; events of the version before have none. */
  "accounts.confirmation.requested": z.object({ userId: id, requestId: id.optional() }),
  /** The address of a person is known to be theirs now. */
  "accounts.address.confirmed": z.object({ userId: id }),
  "accounts.password_reset.requested": z.object({ userId: id, requestId: id.optional() }),
  /** The zone of a person, and so their clock, is another one now. */
  "accounts.zone.changed": z.object({ userId: id }),
  /** A person has uploaded a picture of themselves. */
  "accounts.picture.uploaded": z.object({ userId: id, upload: id }),
  /** The team has warned, silenced or suspended somebody, or has ended that before its time. */
  "accounts.sanction.imposed": z.object({ sanctionId: id }),
  "accounts.sanction.ended": z.object({ sanctionId: id }),
  "accounts.session.revoked": z.object({ userId: id, sessionIds: z.array(z.string()) }),
  /** Somebody wishes to enrol, and a trainer decides. */
  "learning.request.made": z.object({ requestId: id }),
  /** A trainer has accepted or declined that wish. */
  "learning.request.decided": z.object({ requestId: id }),
  /** Somebody from the waiting list has a place now. */
  "learning.place.given": z.object({ requestId: id }),
  "learning.invitation.sent": z.object({ invitationId: id }),
  "learning.roster.requested": z.object({ rosterRunId: id }),
  "learning.attempt.submitted": z.object({ attemptId: id }),
  /** The last answer that waited for a trainer's marks has them. */
  "learning.attempt.marked": z.object({ attemptId: id }),
  "learning.regrade.requested": z.object({ regradeId: id }),
  /** A trainer has decided a grade instead of the unit's own rules. */
  "learning.grade.decided": z.object({ gradeOverrideId: id }),
  "learning.submission.submitted": z.object({ submissionId: id }),
  /** The score of a submission is final, or a trainer has given another one. */
  "learning.submission.scored": z.object({ submissionId: id }),
  /** The reviews of a submission do not come: somebody of the staff has to step in. */
  "learning.submission.stuck": z.object({ submissionId: id }),
  /** Moderators have erased a submission for good; its files go after it. */
  "learning.submission.purged": z.object({ submissionId: id }),
  /** A submission is a draft of its people again; what others said of its text is over. */
  "learning.submission.reopened": z.object({ submissionId: id, at: moment }),
  /** Somebody has new reviews to give. */
  "learning.reviews.asked": z.object({ unitId: id, userId: id, askedAt: moment }),
  "learning.assignment.due_soon": z.object({ unitId: id, userId: id, dueAt: moment }),
  "learning.course.completed": z.object({ userId: id, courseId: id }),
  "learning.import.requested": z.object({ importRunId: id }),
  "learning.questions_import.requested": z.object({ importRunId: id }),
  "certificates.certificate.issued": z.object({ certificateId: id }),
  "certificates.certificate.revoked": z.object({ certificateId: id }),
  "forum.topic.posted": z.object({ topicId: id }),
  /** A sealed question that its author has opened to everybody. */
  "forum.topic.opened": z.object({ topicId: id }),
  "forum.reply.posted": z.object({ replyId: id }),
  /** Somebody wanted to be reminded of a post at this time. */
  "forum.bookmark.due": z.object({ bookmarkId: id, dueAt: moment }),
  /** Somebody has said that a reply answers its topic. */
  "forum.answer.accepted": z.object({ replyId: id, userId: id }),
  /** Somebody has said that a reply tells what became of its topic. */
  "forum.outcome.marked": z.object({ replyId: id, userId: id }),
  /** Somebody has brought a picture for a post. */
  "forum.picture.added": z.object({ name: z.string() }),
  /** Somebody has reacted to a post. */
  "forum.reaction.given": z.object({ replyId: id, userId: id }),
  /** Somebody has offered a translation of a post. */
  "forum.translation.offered": z.object({ translationId: id }),
  /** An edit of a post calls somebody whom it did not call before. */
  "forum.mentions.added": z.object({ replyId: id }),
  /** Somebody else than its author has changed a post. */
  "forum.post.edited": z.object({ replyId: id, userId: id }),
  /** What a post says, in its own language or in another one, is another text now. */
  "forum.post.rewritten": z.object({ replyId: id }),
  /** A post was deleted, removed or restored: it came into somebody's sight, or went out of it. */
  "forum.post.state_changed": z.object({ replyId: id }),
  /** What somebody has sent waits for a facilitator. */
  "forum.waiting.held": z.object({ waitingId: id }),
  /** Its author has deleted what waited. */
  "forum.waiting.deleted": z.object({ waitingId: id }),
  /** A facilitator has let through or declined what somebody had sent. */
  "forum.waiting.decided": z.object({ waitingId: id }),
  /** Somebody has reported what a person wrote. */
  "moderation.case.reported": z.object({ caseId: id }),
  /** Reports have taken it out of sight. */
  "moderation.case.hidden": z.object({ caseId: id }),
  /** Its author asks somebody else to look again at a decision. */
  "moderation.case.appealed": z.object({ appealId: id }),
  /** Somebody has decided about what a person wrote, or the time of hiding it was over. */
  "moderation.case.decided": z.object({ decisionId: id }),
  /** Somebody belongs to a space since `at`, or facilitates it, because somebody else has brought that about. */
  "forum.member.added": z.object({ spaceCode: z.string(), userId: id, at: moment }),
  "forum.facilitator.appointed": z.object({ spaceCode: z.string(), userId: id, at: moment }),
  "forum.facilitator.dismissed": z.object({ spaceCode: z.string(), userId: id, at: moment }),
  "forum.member.removed": z.object({ spaceCode: z.string(), userId: id, at: moment }),
  /** Nobody writes in a space any more, since somebody has archived it. */
  "forum.space.archived": z.object({ spaceCode: z.string(), byId: id, at: moment }),
  /** Somebody wishes to belong to a space, and its facilitators decide. */
  "forum.wish.made": z.object({ wishId: id }),
  "forum.wish.declined": z.object({ wishId: id }),
  /** All posts of a topic are part of another one now. */
  "forum.topic.merged": z.object({ topicId: id, intoId: id }),
  "webinars.webinar.changed": z.object({ webinarId: id }),
  "webinars.registration.changed": z.object({ webinarId: id, userId: id }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

/** A fact with its name, as a job carries it. */
export type Fact = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

const facts = Object.entries(events).map(([name, payload]) => z.object({ name: z.literal(name), payload }));

/** Any fact: what it carries is checked by its name. */
export const factSchema = z.discriminatedUnion("name", facts as never) as unknown as z.ZodType<Fact>;
