import { form } from "#app/http/form.server.ts";
import { admitActiveViewer } from "#app/http/admit.server.ts";
import { askToSignIn } from "#app/http/saved-form.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { replyNumberOf, topicNumberOf } from "#app/modules/forum/paths.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { noteTopicRead } from "#app/modules/notifications/list-notifications.server.ts";
import { markReadSchema } from "#app/modules/forum/schemas.ts";

const nothing = () => new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });

// Browsers without JavaScript ask for this as a picture: then what the page showed last counts as read. It only ever
// moves a mark forwards, for the person who asks.
export const loader = pageless(async ({ actor, param, url }) => {
  const number = replyNumberOf(url.searchParams.get("number"));
  if (number !== null) await note(actor, topicNumberOf(param("id")), { number, marks: marksOf(url) });
  return nothing();
});

/** The page reports what was on screen. */
export const action = form(
  {
    schema: markReadSchema,
    resource: true,
    admit: admitActiveViewer,
    signedOut: askToSignIn(({ param }) => `/topics/${topicNumberOf(param("id"))}`),
  },
  async ({ number }, { actor, param, url }) => {
    await note(actor, topicNumberOf(param("id")), { number, marks: marksOf(url) });
    return nothing();
  },
);

/** How often the topic had been marked as unread when the page was shown. */
function marksOf(url: URL): number {
  return replyNumberOf(url.searchParams.get("marks")) ?? 0;
}

async function note(actor: MaybeActor, publicId: number, { number, marks }: { number: number; marks: number }) {
  await markRead(actor, publicId, number, marks);
  await noteTopicRead(actor, { publicId, number });
}
