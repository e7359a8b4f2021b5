import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { closeTopic } from "#app/modules/forum/facilitating/close-topic.server.ts";
import { pinTopic } from "#app/modules/forum/facilitating/pin-topic.server.ts";
import { makeWish } from "#app/modules/forum/members/wishes.server.ts";
import { makePoll } from "#app/modules/forum/polls/lead-poll.server.ts";
import { vote } from "#app/modules/forum/polls/vote.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { makeSpace } from "#app/modules/forum/spaces/make-space.server.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { shareEditing } from "#app/modules/forum/states/share-editing.server.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import type { ReportReason } from "#app/modules/moderation/verdicts.ts";
import { demoActor, type DemoPerson } from "#prisma/seed/demo-people.ts";

/** What happens to a topic of the demo after it was begun. */
export type Happenings = {
  pinned?: { by: string; daysAgo: number };
  closed?: { by: string; daysAgo: number; reason: string };
  poll?: {
    daysAgo: number;
    question: string;
    answers: string[];
    endsInDays: number;
    votes: Record<string, number[]>;
  };
  /** Its opening post is everybody's; each of these adds a line. */
  wiki?: { author: string; daysAgo: number; adds: string }[];
};

export type Report = { by: string; daysAgo: number; reason: string; note: string };

/** What was done at one time. */
export type Deed = { days: number; say: () => Promise<unknown> };

const day = 86_400_000;
const ago = (now: Date, days: number) => ({ at: new Date(now.getTime() - days * day) });
const actor = (person: string) => demoActor(person as DemoPerson);

/** All that happens to a topic whose number is known once it was begun. */
export function deedsOf(
  { pinned, closed, poll, wiki = [], author, daysAgo }: Happenings & { author: string; daysAgo: number },
  numberOf: () => number,
  now: Date,
): Deed[] {
  const deeds: Deed[] = [];
  const then = (days: number, say: Deed["say"]) => deeds.push({ days, say });
  if (pinned)
    then(pinned.daysAgo, async () =>
      pinTopic(await actor(pinned.by), numberOf(), { intent: "pin", until: null }, ago(now, pinned.daysAgo)),
    );
  if (closed)
    then(closed.daysAgo, async () =>
      closeTopic(
        await actor(closed.by),
        numberOf(),
        { intent: "close", reason: closed.reason },
        ago(now, closed.daysAgo),
      ),
    );
  if (poll) then(poll.daysAgo, () => ask(poll, author, numberOf(), now));
  if (wiki.length > 0)
    then(daysAgo - 0.01, async () => shareEditing(await actor(author), { id: await openingOf(numberOf()), set: "on" }));
  for (const line of wiki) then(line.daysAgo, () => addLine(line, numberOf(), now));
  return deeds;
}

async function ask(poll: NonNullable<Happenings["poll"]>, author: string, publicId: number, now: Date) {
  const { question, answers, daysAgo, endsInDays, votes } = poll;
  const until = new Date(now.getTime() + endsInDays * day).toISOString().slice(0, 10);
  await makePoll(await actor(author), publicId, { question, answers, isMultiple: true, until }, ago(now, daysAgo));
  for (const [index, [person, chosen]] of Object.entries(votes).entries())
    await vote(await actor(person), publicId, chosen, ago(now, daysAgo - 0.2 * (index + 1)));
}

async function addLine(
  { author, adds, daysAgo }: { author: string; adds: string; daysAgo: number },
  publicId: number,
  now: Date,
) {
  const id = await openingOf(publicId);
  const { body, version } = await db().reply.findUniqueOrThrow({
    where: { id },
    select: { body: true, version: true },
  });
  await editReply(await actor(author), { id, body: `${body}\n${adds}`, version }, ago(now, daysAgo));
}

async function openingOf(publicId: number): Promise<string> {
  const where = { topic: { publicId }, number: 0 };
  return (await db().reply.findFirstOrThrow({ where, select: { id: true } })).id;
}

/** Somebody of the demo finds that a post does not belong there; the case is open. */
export async function report(id: string, { by, daysAgo, note, ...why }: Report, now: Date): Promise<void> {
  const reason = why.reason as ReportReason;
  await reportThing(await actor(by), { kind: "reply", id, reason, note }, ago(now, daysAgo));
}

/** A national team's space, which one asks to join: two belong to it, and one waits for an answer. */
export async function openTeamSpace(now: Date): Promise<void> {
  const space = {
    kind: "team",
    name: "Équipe nationale du Sénégal",
    mode: "ask",
    output: "1",
    language: "fr",
    charter:
      "L’équipe qui prépare la feuille de route nationale : culture, numérique, société civile. Tout le monde peut lire ; pour écrire, demandez à nous rejoindre en disant d’où vous venez.",
  } as const;
  const spaceCode = await makeSpace(await actor("admin"), space, ago(now, 28));
  for (const [person, role] of [
    ["amadou.diop", "facilitator"],
    ["learner.fr", "member"],
  ] as const) {
    const { id: userId } = await actor(person);
    await transaction((tx) => setSpaceRole(tx, { spaceCode, userId, role, by: null, ...ago(now, 27) }));
  }
  const words = "Nous montons la nôtre à Ouagadougou et aimerions suivre votre travail, sans rien demander de plus.";
  await makeWish(await actor("issouf.ouedraogo"), spaceCode, { words }, ago(now, 2));
}
