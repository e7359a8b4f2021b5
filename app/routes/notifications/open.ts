import { redirect } from "@remix-run/node";
import { page } from "#app/http/page.server.ts";
import { findNotificationPath, openNotification } from "#app/modules/notifications/list-notifications.server.ts";

export { default } from "#app/ui/shell/leads-on.tsx";

// Following a notification reads it: only its owner can, and nothing is lost by it.
export const loader = page(async ({ actor, param, isVisit }) => {
  const path = isVisit ? await openNotification(actor, param("id")) : await findNotificationPath(actor, param("id"));
  throw redirect(path, 303);
});
