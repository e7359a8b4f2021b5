import { AppError, isAppError } from "#app/infra/app-error.ts";
import type { Gone } from "#app/modules/forum/sight.server.ts";
import { appealPath } from "#app/modules/moderation/paths.ts";

/** Loads what stands at an address; whoever wrote what is out of sight there learns why, and the way to say something against it. */
export async function tellAuthor<T>(loading: Promise<T>): Promise<T> {
  return loading.catch((error: unknown) => {
    const own = isAppError(error) && error.status === 410 ? (error.details.data as Gone | undefined)?.own : null;
    if (!own || !isAppError(error)) throw error;
    const { id, reason } = own;
    const toAppeal = { href: appealPath({ kind: "reply", id }), label: "forum.post.why_gone" } as const;
    throw new AppError(error.code, 410, { ...error.details, reason, ways: [toAppeal, ...(error.details.ways ?? [])] });
  });
}
