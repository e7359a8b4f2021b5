import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { loadGuestHome } from "#app/routes/site/home/guest-data.server.ts";
import { GuestHome } from "#app/routes/site/home/guest-home.tsx";
import { loadMemberHome } from "#app/routes/site/home/member-data.server.ts";
import { MemberHome } from "#app/routes/site/home/member-home.tsx";

export const loader = page(async (request) => {
  const { actor } = request;
  if (isActive(actor)) {
    return { title: request.t("site.me.title"), member: await loadMemberHome(actor, request), guest: null };
  }
  return {
    title: request.t("site.home.title"),
    lede: request.t("site.home.lede"),
    member: null,
    guest: await loadGuestHome(request),
  };
});

export const handle = { map: true, text: false };

export const meta = metaOfPlace("/");

export default function Home() {
  const { member, guest } = useLoaderData<typeof loader>();
  return member ? <MemberHome home={member} /> : <GuestHome home={guest} />;
}
