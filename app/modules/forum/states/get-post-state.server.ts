import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canDelete, isAdmitted } from "#app/modules/forum/policy.ts";
import { placed, placedColumns } from "#app/modules/forum/sight.server.ts";

const columns = {
  id: true,
  number: true,
  authorId: true,
  html: true,
  language: true,
  state: true,
  stateAt: true,
  topic: { select: { publicId: true, slug: true, title: true, firstAnswer: true, ...placedColumns } },
} as const;

/** A post with its state, for the page on which its author deletes or restores it. Throws 401, 403 for somebody else's, 404. */
export async function getOwnPost(maybe: MaybeActor, id: string) {
  const actor = requireActive(maybe);
  const post = isUuid(id) ? await db().reply.findUnique({ where: { id }, select: columns }) : null;
  if (!post || !isAdmitted(actor, placed(post.topic))) throw notFound();
  if (!canDelete(actor, post)) throw forbidden();
  return post;
}
