import { redirect } from "@remix-run/node";
import { page } from "#app/http/page.server.ts";
import { findNotificationPath, openNotification } from "#app/modules/notifications/list-notifications.server.ts";

export { default } from "#app/ui/shell/leads-on.tsx";

// Following a notification reads it: only its owner can, and nothing is lost by it. A browser that loads ahead of a
// click says so, and then nothing is marked.
export const loader = page(async ({ actor, param, request }) => {
  const isAhead = /prefetch/.test(request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "");
  const path = isAhead ? await findNotificationPath(actor, param("id")) : await openNotification(actor, param("id"));
  throw redirect(path, 303);
});
