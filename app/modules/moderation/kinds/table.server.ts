import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { messageOfRoom } from "./message.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";
import type { ModeratedKind, NamedKind } from "./names.ts";
import { personsPage } from "./profile.server.ts";
import { findOpeningPost, postOfTopic } from "./reply.server.ts";
import { statementOfConsultation } from "./statement.server.ts";
import { workOfAssignment } from "./submission.server.ts";
import { translationOfPost } from "./translation.server.ts";

/** Every kind of thing that moderators decide about. The compiler names a kind without a row, and what a row lacks. */
const kinds = {
  reply: postOfTopic,
  translation: translationOfPost,
  statement: statementOfConsultation,
  profile: personsPage,
  message: messageOfRoom,
  submission: workOfAssignment,
} as const satisfies Record<ModeratedKind, KindContract>;

/** The row of a kind. */
export function kindOf(kind: ModeratedKind): KindContract {
  return kinds[kind];
}

/** What a form or an address names. Throws 404 when there is none. */
export async function findNamed({ kind, id }: { kind: NamedKind; id: string }): Promise<Thing> {
  const thing = kind === "topic" ? await findOpeningPost(db(), id) : (await kinds[kind].find(db(), [id]))[0];
  if (!thing) throw notFound();
  return thing;
}
