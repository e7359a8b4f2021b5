import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeConsultation } from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import { dayIn, endVotes } from "#test/factories/consultations.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { kindsBesideCourses, makeStage, type Stage } from "./people.fixture.ts";
import { area, everybody, type Fields, get, members, only, post, type Row, same } from "./row.fixture.ts";

type Things = {
  /** A topic with an open consultation, and a statement of it. */
  consulted: number;
  statement: string;
  /** A statement of the learner's that comes and goes. */
  own: string;
  /** A topic that comes and goes. */
  spare: number;
};
type Here = Things & Stage;

const page = ({ consulted }: Here) => `/topics/${consulted}/consultation`;
const lead = ({ spare }: Here) => `/topics/${spare}/consultation/lead`;
const withdraw = ({ own }: Here) => `/statements/${own}/withdraw`;
/** Whoever keeps the forum in order; the topics are by somebody who does not come. */
const team = only(["moderator", "administrator"]);
/** Whoever proposed it, and they. */
const keepers = only(["learner", "moderator", "administrator"]);

const asked = { question: "What comes first?", until: dayIn(7) };
const steps: Fields[] = [{ intent: "until", until: dayIn(9) }, { intent: "close" }, { intent: "remove" }];

const newTopic = async () => ({ spare: (await makeTopic()).publicId });
const newConsultation = async ({ people }: Here) => {
  const { spare } = await newTopic();
  await makeConsultation(people.administrator, spare, asked);
  return { spare };
};

const newSynthesis = async (here: Here) => {
  const { spare } = await newConsultation(here);
  const topic = await db().topic.findUniqueOrThrow({ where: { publicId: spare }, select: { id: true } });
  await endVotes(topic.id);
  return { spare };
};

const rows: Row<Here>[] = [
  get("topics/:id/consultation", page, everybody),
  post("topics/:id/consultation", page, (_, { fresh }) => ({ body: `A statement of ${fresh}.` }), members),
  get("topics/:id/consultation/vote", (here) => `${page(here)}/vote`, same(303)),
  post(
    "topics/:id/consultation/vote",
    (here) => `${page(here)}/vote`,
    ({ statement }) => ({ statement, choice: "agree" }),
    members,
  ),
  get("topics/:id/consultation/lead", lead, team),
  post("topics/:id/consultation/lead", lead, { intent: "make", ...asked }, team, { renew: newTopic }),
  ...steps.map((body) => post<Here>("topics/:id/consultation/lead", lead, body, team, { renew: newConsultation })),
  post(
    "topics/:id/consultation/lead",
    lead,
    (_, { fresh }) => ({ intent: "publish", body: `A synthesis of ${fresh}.`, language: "en" }),
    team,
    { about: "publish", renew: newSynthesis },
  ),
  get("statements/:id/withdraw", withdraw, keepers),
  post("statements/:id/withdraw", withdraw, { reason: "It says two things." }, keepers, {
    renew: async ({ consulted, people: { learner } }) => {
      // One may propose a few only, also where the team has withdrawn some.
      await db().consultationStatement.deleteMany({ where: { authorId: learner.id } });
      return { own: await propose(learner, consulted) };
    },
  }),
];

async function propose(author: Actor, publicId: number): Promise<string> {
  return (await proposeStatement(author, publicId, { body: unique("One thing at a time.") })).id;
}

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { publicId, author } = await makeTopic();
  const { spare } = await newTopic();
  await makeConsultation(stage.people.administrator, publicId, asked);
  const own = await propose(stage.people.learner, publicId);
  return { ...stage, consulted: publicId, statement: await propose(author, publicId), own, spare };
}

export const consultations = area<Things>({ name: "consultations", make, rows, asks: kindsBesideCourses });
