import { db } from "#app/infra/db.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { kindsBesideCourses, makeStage, type Stage } from "./people.fixture.ts";
import { type Answers, area, get, members, only, post, type Row, same } from "./row.fixture.ts";

type Things = {
  /** Replies of the learner: one to report, one that is reported, one that was removed. */
  fresh: string;
  reported: string;
  removed: string;
  /** The case of the reported one. */
  number: number;
  space: string;
  /** A post of the learner that waits. */
  waiting: string;
};
type Here = Things & Stage;

/** Whoever moderates, and the facilitator of the space; not the facilitator of another one, who is the foreign trainer here. */
const deciders = only(["moderator", "administrator", "other learner"]);
const anyDecider: Answers = { ...deciders, "foreign trainer": "done" };
const reporters: Answers = { ...members, learner: 403 };
const appellant: Answers = { ...same(404), guest: "in", learner: "done" };

const own: Answers = { ...same(404), guest: "in", learner: "done" };

const query = (id: string) => `kind=reply&id=${id}`;
const caseOf = ({ number }: Here) => `/moderation/${number}`;
// What is meant stands in the body alone.
const bodyIsTheRight = true;
const isSilent = true;

const rows: Row<Here>[] = [
  get("report", ({ fresh }) => `/report?${query(fresh)}`, reporters),
  post(
    "report",
    () => "/report",
    ({ fresh: id }) => ({ kind: "reply", id, reason: "spam", note: "" }),
    reporters,
    {
      bodyIsTheRight,
    },
  ),
  get("appeal", ({ removed }) => `/appeal?${query(removed)}`, appellant),
  post(
    "appeal",
    () => "/appeal",
    ({ removed: id }) => ({ kind: "reply", id, body: "It was a joke." }),
    appellant,
    {
      bodyIsTheRight,
    },
  ),
  // The facilitator of another space sees the queue of that one.
  get("moderation", () => "/moderation", anyDecider),
  get("moderation/new", ({ fresh }) => `/moderation/new?${query(fresh)}`, deciders),
  post(
    "moderation/new",
    () => "/moderation/new",
    ({ fresh: id }) => ({ kind: "reply", id }),
    deciders,
    {
      bodyIsTheRight,
      renew: async ({ fresh: thingId }) => (await db().moderationCase.deleteMany({ where: { thingId } }), {}),
    },
  ),
  get("facilitation", () => "/facilitation", anyDecider),
  get("moderation/waiting", () => "/moderation/waiting", anyDecider),
  post(
    "moderation/waiting",
    () => "/moderation/waiting",
    ({ space }) => ({ space, wait: "new_people" }),
    // The facilitator of another space keeps that one: this one is not in their list.
    { ...deciders, "foreign trainer": 400 },
    {
      renew: async ({ space: code }) => (
        await db().space.update({ where: { code }, data: { postsWait: "nobody" } }),
        {}
      ),
    },
  ),
  get("moderation/waiting/:id", ({ waiting }) => `/moderation/waiting/${waiting}`, anyDecider),
  ...["publish", "decline"].map((decision) =>
    post<Here>(
      "moderation/waiting/:id",
      ({ waiting }) => `/moderation/waiting/${waiting}`,
      { decision, version: "1", reason: "Not here." },
      // Whoever facilitates another space is not told that it is there.
      { ...deciders, "foreign trainer": 404 },
      { about: decision, renew: async (here) => ({ waiting: await hold(here) }) },
    ),
  ),
  get("waiting/:id", ({ waiting }) => `/waiting/${waiting}`, own),
  post(
    "waiting/:id",
    ({ waiting }) => `/waiting/${waiting}`,
    (_, { fresh }) => ({ body: `Words of ${fresh}.`, version: "1" }),
    own,
    { renew: async (here) => ({ waiting: await hold(here) }) },
  ),
  get("waiting/:id/delete", ({ waiting }) => `/waiting/${waiting}/delete`, same(303)),
  // Of others nothing is deleted, and they are not told whether there was something.
  post(
    "waiting/:id/delete",
    ({ waiting }) => `/waiting/${waiting}/delete`,
    {},
    { ...same("nothing"), guest: "in", learner: "done" },
    { renew: async (here) => ({ waiting: await hold(here) }) },
  ),
  get("moderation/log", () => "/moderation/log", anyDecider),
  get("moderation/log.csv", () => "/moderation/log.csv", anyDecider),
  get("moderation/:case", caseOf, deciders),
  ...["claim", "release", "decide"].map((step) =>
    get<Here>(`moderation/:case/${step}`, (here) => `${caseOf(here)}/${step}`, deciders),
  ),
  post("moderation/:case/claim", (here) => `${caseOf(here)}/claim`, {}, deciders, { renew: renewCase }),
  // Of who has not claimed it nothing is given back.
  post("moderation/:case/release", (here) => `${caseOf(here)}/release`, {}, deciders, { isSilent, renew: renewCase }),
  post(
    "moderation/:case/decide",
    (here) => `${caseOf(here)}/decide`,
    { decision: "hide", reason: "Not here." },
    deciders,
    { renew: renewCase },
  ),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const at = new Date(Date.now() - 86_400_000);
  const { publicId, spaceCode, id: topicId } = await makeTopic({ at });
  const { people } = stage;
  for (const minutes of [1, 2, 3]) {
    const later = { at: new Date(at.getTime() + minutes * 60_000) };
    await postReply(people.learner, { publicId, body: unique("Of the learner.") }, later);
  }
  const where = { topicId, authorId: people.learner.id };
  const found = await db().reply.findMany({ where, orderBy: { number: "asc" }, select: { id: true } });
  const [fresh, reported, removed] = found.map(({ id }) => id) as [string, string, string];
  const facilitate = (id: string, codes: string[]) =>
    db().user.update({ where: { id }, data: { facilitates: codes }, select: { id: true } });
  await facilitate(people["other learner"].id, [spaceCode]);
  await facilitate(people["foreign trainer"].id, ["another"]);
  await decideCase(people.administrator, await report(removed), { decision: "remove", reason: "Rude.", until: "" });
  const here = { ...stage, fresh, reported, removed, space: spaceCode, number: await report(reported) };
  return { ...here, waiting: await hold(here) };
}

/** A post of the learner that waits in the space. */
async function hold({ people, space: spaceCode }: Pick<Here, "people" | "space">): Promise<string> {
  const words = { title: "May I ask this?", body: unique("It waits."), language: "en", bodyHash: unique("none") };
  const data = {
    authorId: people.learner.id,
    spaceCode,
    clientId: unique("waits"),
    why: "new_people",
    ...words,
  } as const;
  return (await db().waitingPost.create({ data, select: { id: true } })).id;
}

/** The number of the case that a report opens. */
async function report(id: string): Promise<number> {
  await reportThing(await makeUser(), { kind: "reply", id, reason: "offensive", note: "" });
  return (await db().moderationCase.findFirstOrThrow({ where: { thingId: id } })).publicId;
}

async function renewCase({ reported: id }: Here): Promise<Partial<Here>> {
  await db().moderationCase.deleteMany({ where: { thingId: id } });
  await db().reply.update({ where: { id }, data: { state: "visible" }, select: { id: true } });
  return { number: await report(id) };
}

export const moderation = area<Things>({
  name: "moderation",
  make,
  rows,
  asks: [...kindsBesideCourses, "other learner"],
});
