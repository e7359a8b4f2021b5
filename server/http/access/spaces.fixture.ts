import { db } from "#app/infra/db.server.ts";
import { getSpaceInvitation, makeInvitation } from "#app/modules/forum/members/invitations.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { kindsBesideCourses, makeStage, type Stage } from "./people.fixture.ts";
import { area, everybody, get, members, only, post, type Row } from "./row.fixture.ts";

type Things = {
  /** An open space, one that one asks to join, and one for its members, who do not come. */
  open: string;
  asked: string;
  closed: string;
  /** The handle of somebody who comes and goes, and an open wish of theirs. */
  guest: { id: string; handle: string };
  wish: string;
  /** The secret of a link into the closed space, and the id of one into the open one. */
  secret: string;
  link: string;
};
type Here = Things & Stage;

/** Whoever keeps the forum in order; the facilitators of these spaces do not come. */
const team = only(["moderator", "administrator"]);
/** What is for members alone is not there for others. */
const hidden = { ...only(["moderator", "administrator"], 404), guest: 404 } as const;

const at = (code: string, word: string) => `/forum/${code}/${word}`;

/** Makes everybody who comes what they are before a step. */
const allAre =
  (role: "member" | null, space: "open" | "closed" = "open") =>
  async (here: Here) => {
    for (const kind of kindsBesideCourses) {
      if (kind !== "guest") await makeSpaceMember(here.people[kind], here[space], role);
    }
    return {};
  };

const guestIs = (role: "member" | "facilitator" | null) => async (here: Here) => {
  await makeSpaceMember(here.guest, here.open, role);
  return {};
};

/** Everybody who comes has an open wish, or nobody has one. */
const allWish = (isOpen: boolean) => async (here: Here) => {
  await db().spaceWish.deleteMany({ where: { spaceCode: here.asked } });
  const kinds = kindsBesideCourses.filter((kind) => isOpen && kind !== "guest");
  const data = kinds.map((kind) => wishOf(here.people[kind as Exclude<typeof kind, "guest">].id, here.asked));
  await db().spaceWish.createMany({ data });
  return {};
};

const guestWishes = async (here: Here) => {
  await db().spaceWish.deleteMany({ where: { spaceCode: here.asked } });
  await makeSpaceMember(here.guest, here.asked, null);
  const wish = wishOf(here.guest.id, here.asked);
  await db().spaceWish.create({ data: wish });
  return { wish: wish.id };
};

function wishOf(userId: string, spaceCode: string) {
  return { id: newId(), userId, spaceCode, words: "I work on this." };
}

const rows: Row<Here>[] = [
  get("forum/:code/members", ({ open }) => at(open, "members"), everybody),
  get("forum/:code/members", ({ closed }) => at(closed, "members"), hidden, { about: "of a closed space" }),
  ...(["appoint", "dismiss", "remove"] as const).map((intent) =>
    post<Here>(
      "forum/:code/members",
      ({ open }) => at(open, "members"),
      ({ guest }) => ({ intent, person: guest.handle }),
      team,
      { about: intent, renew: guestIs(intent === "dismiss" ? "facilitator" : "member") },
    ),
  ),
  post(
    "forum/:code/members",
    ({ open }) => at(open, "members"),
    ({ guest }) => ({ intent: "add", person: guest.handle, role: "member" }),
    team,
    { about: "add", renew: guestIs(null) },
  ),
  post(
    "forum/:code/members",
    ({ asked }) => at(asked, "members"),
    ({ wish }) => ({ intent: "accept", wish }),
    team,
    { about: "accept", renew: guestWishes },
  ),
  post(
    "forum/:code/members",
    ({ asked }) => at(asked, "members"),
    ({ wish }) => ({ intent: "decline", wish, reason: "There is another space for it." }),
    team,
    { about: "decline", renew: guestWishes },
  ),
  get("forum/:code/join", ({ open }) => at(open, "join"), members),
  get("forum/:code/join", ({ closed }) => at(closed, "join"), hidden, { about: "of a closed space" }),
  post("forum/:code/join", ({ open }) => at(open, "join"), { intent: "join" }, members, { renew: allAre(null) }),
  post("forum/:code/join", ({ asked }) => at(asked, "join"), { intent: "ask", words: "I work on this." }, members, {
    renew: allWish(false),
  }),
  post("forum/:code/join", ({ asked }) => at(asked, "join"), { intent: "withdraw" }, members, {
    renew: allWish(true),
  }),
  get("forum/:code/leave", ({ open }) => at(open, "leave"), members),
  get("forum/:code/leave", ({ closed }) => at(closed, "leave"), hidden, { about: "of a closed space" }),
  post("forum/:code/leave", ({ open }) => at(open, "leave"), {}, members, { renew: allAre("member") }),
  get("forum/:code/invitations", ({ open }) => at(open, "invitations"), team),
  post("forum/:code/invitations", ({ open }) => at(open, "invitations"), { intent: "make", days: "7" }, team),
  post(
    "forum/:code/invitations",
    ({ open }) => at(open, "invitations"),
    ({ link }) => ({ intent: "revoke", invitation: link }),
    team,
    { about: "revoke", renew: async ({ open, people }) => ({ link: (await linkInto(open, people)).id }) },
  ),
  get("space-invitations/:token", ({ secret }) => `/space-invitations/${secret}`, everybody),
  post("space-invitations/:token", ({ secret }) => `/space-invitations/${secret}`, {}, members, {
    renew: allAre(null, "closed"),
  }),
  get("forum/:code/charter", ({ open }) => at(open, "charter"), everybody),
  get("forum/:code/charter", ({ closed }) => at(closed, "charter"), hidden, { about: "of a closed space" }),
  get("forum/:code/charter/history", ({ open }) => at(open, "charter/history"), everybody),
  get("forum/:code/charter/history", ({ closed }) => at(closed, "charter/history"), hidden, {
    about: "of a closed space",
  }),
  get("forum/:code/charter/edit", ({ open }) => at(open, "charter/edit"), team),
  post(
    "forum/:code/charter/edit",
    ({ open }) => at(open, "charter/edit"),
    { language: "en", version: "0", body: "For all." },
    team,
    {
      renew: async ({ open }) => {
        await db().charterRevision.deleteMany({ where: { spaceCode: open } });
        await db().space.update({ where: { code: open }, data: { charter: {} }, select: { code: true } });
        return {};
      },
    },
  ),
  get("forum/spaces/new", () => "/forum/spaces/new", team),
  post(
    "forum/spaces/new",
    () => "/forum/spaces/new",
    () => ({ kind: "team", name: `Team ${newId()}`, mode: "members", language: "en" }),
    team,
  ),
  get("forum/:code/settings", ({ open }) => at(open, "settings"), team),
  post("forum/:code/settings", ({ open }) => at(open, "settings"), { intent: "waits", wait: "new_people" }, team, {
    about: "waits",
    renew: async ({ open }) => {
      await db().space.update({ where: { code: open }, data: { postsWait: "nobody" }, select: { code: true } });
      return {};
    },
  }),
  post("forum/:code/settings", ({ open }) => at(open, "settings"), { intent: "archive", reason: "It is over." }, team, {
    about: "archive",
    renew: async ({ open }) => {
      const data = { archivedAt: null, archivedReason: null } as const;
      await db().space.update({ where: { code: open }, data, select: { code: true } });
      return {};
    },
  }),
  post("forum/:code/settings", ({ open }) => at(open, "settings"), { mode: "ask" }, team, {
    renew: async ({ open }) => {
      await db().space.update({ where: { code: open }, data: { joinMode: "open" }, select: { code: true } });
      return {};
    },
  }),
];

async function linkInto(code: string, { administrator }: Stage["people"]): Promise<{ id: string; secret: string }> {
  const secret = await makeInvitation(administrator, code, { days: 7, uses: null });
  return { id: (await getSpaceInvitation(secret)).id, secret };
}

async function make(): Promise<Here> {
  const stage = await makeStage();
  const [open, asked, closed] = [
    await makeSpace(),
    await makeSpace({ joinMode: "ask" }),
    await makeSpace({ joinMode: "members" }),
  ];
  const { id, handle } = stage.people["other learner"];
  const codes = { open: open.code, asked: asked.code, closed: closed.code };
  // Only what somebody has made is archived.
  await db().space.update({ where: { code: open.code }, data: { kind: "theme" }, select: { code: true } });
  const { secret } = await linkInto(closed.code, stage.people);
  return { ...stage, ...codes, guest: { id, handle }, wish: "", secret, link: "" };
}

export const spaces = area<Things>({ name: "who is in a space", make, rows, asks: kindsBesideCourses });
