import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { loadMemberHome } from "#app/routes/site/home/member-data.server.ts";
import { MemberHome } from "#app/routes/site/home/member-home.tsx";

// The same page as a member's first one: links in mails lead here, through signing in.
export const loader = page(async (request) => {
  const home = await loadMemberHome(requireActive(request.actor), request);
  return { title: request.t("site.me.title"), home };
});

export const handle = { map: true, text: false };

export const meta = pageTitle;

export default function Me() {
  return <MemberHome home={useLoaderData<typeof loader>().home} />;
}
