import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { addMember, changeMember } from "#app/modules/forum/members/change-member.server.ts";
import { listMembers } from "#app/modules/forum/members/list-members.server.ts";
import { membersSchema } from "#app/modules/forum/members/schemas.ts";
import { decideWish, listWishes } from "#app/modules/forum/members/wishes.server.ts";
import { membersPath } from "#app/modules/forum/paths.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import { requireFacilitator, requireSpace } from "#app/modules/forum/spaces/require-space.server.ts";
import { spaceCrumbs, spaceName } from "#app/routes/forum/labels.ts";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { doorWords } from "#app/ui/text/doors.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { AddMember } from "./add-member.tsx";
import { invitationsLink, settingsLink } from "./door.ts";
import { MemberRows } from "./member-rows.tsx";
import { Wishes } from "./wishes.tsx";

export const loader = page(loadMembers);

async function loadMembers({ actor, param, url, t }: PageRequest) {
  const space = await requireSpace(actor, param("code"));
  const mayFacilitate = canFacilitate(actor, space.code);
  const [after, wishesAfter] = [url.searchParams.get("after"), url.searchParams.get("wishes")];
  const [list, waiting] = await Promise.all([
    listMembers(actor, space.code, { after }),
    mayFacilitate ? listWishes(space.code, { after: wishesAfter }) : null,
  ]);
  const name = spaceName(space, t);
  return { title: t("forum.members.title"), name, space, mayFacilitate, isFirst: !after, waiting, ...list };
}

const flashes = {
  add: "forum.members.added",
  appoint: "forum.members.appointed",
  dismiss: "forum.members.dismissed",
  remove: "forum.members.removed",
  accept: "forum.members.accepted",
  decline: "forum.members.declined",
} as const;
const roleAfter = { appoint: "facilitator", dismiss: "member", remove: null } as const;

const admit = ({ actor, param }: PageRequest) => requireFacilitator(actor, param("code"));

export const action = form({ schema: membersSchema, admit }, async (input, { actor, param }) => {
  const code = param("code");
  if (input.intent === "add") await addMember(actor, code, { handle: input.person, role: input.role });
  else if (input.intent === "accept") await decideWish(actor, code, { id: input.wish, reason: null });
  else if (input.intent === "decline") await decideWish(actor, code, { id: input.wish, reason: input.reason });
  else await changeMember(actor, code, { handle: input.person, role: roleAfter[input.intent] });
  return redirectWith(membersPath(code), { flash: flashes[input.intent] });
});

export const meta = pageTitleOfPlace;

/** Who is in a space; for its facilitators also who wishes to be, and what they decide about it. */
export default function Members() {
  const { t } = useI18n();
  const { title, space, mayFacilitate, isFirst, waiting, members, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = membersPath(space.code);
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={spaceCrumbs(space, t)}
        lede={t(doorWords[space.joinMode])}
        team={mayFacilitate ? [invitationsLink(space.code, t), settingsLink(space.code, t)] : []}
      />
      <FormProblems form={form} labels={{ person: t("forum.members.person"), reason: t("forum.wish.reason") }} />
      {waiting && isFirst && <Wishes {...waiting} path={path} />}
      <MemberRows
        members={members}
        path={path}
        mayFacilitate={mayFacilitate}
        olderHref={next && `${path}?after=${next}`}
        newerHref={isFirst ? null : path}
      />
      {mayFacilitate && isFirst && <AddMember path={path} />}
    </Page>
  );
}
