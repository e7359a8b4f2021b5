import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { markdownToText } from "#app/lib/markdown.ts";
import {
  findSubmissionsToModerate,
  listReviewedUnnamed,
  listReviewersUnnamed,
  moderateSubmission,
  requireSubmissionInSight,
  type SubmissionToModerate,
} from "#app/modules/learning/assignments/reviews/moderate-submission.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/** What somebody handed in and others review: reviewers may not know whose it is, those who decide about it see that. */
export const workOfAssignment: KindContract = {
  find: async (client, ids) => (await findSubmissionsToModerate(client, ids)).map(thingOf),
  listUnnamed: (client, actor) => listReviewedUnnamed(client, actor.id),
  listJudges: listReviewersUnnamed,
  async requireInSight(actor, id) {
    const [submission] = await findSubmissionsToModerate(db(), [id]);
    if (!submission) throw notFound();
    const href = await requireSubmissionInSight(actor, submission);
    // Names of files may say whose they are; a reviewer has them on the page of the review.
    return { ...thingOf(submission), href, files: [] };
  },
  move: (tx, id, decide) => moderateSubmission(tx, id, decide),
};

function thingOf(submission: SubmissionToModerate): Thing {
  return {
    kind: "submission",
    id: submission.id,
    author: { id: submission.authorId, name: submission.authorName, handle: submission.authorHandle },
    title: submission.title,
    number: null,
    html: submission.html,
    text: markdownToText(submission.body),
    files: submission.files,
    picture: null,
    language: submission.language,
    href: submission.href,
    state: submission.state,
    version: submission.version,
    spaceCode: null,
    writtenAt: submission.submittedAt,
    context: [],
  };
}
