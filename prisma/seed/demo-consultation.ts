import { db } from "#app/infra/db.server.ts";
import { drawOpinions } from "#app/modules/forum/consultations/draw-opinions.server.ts";
import { makeConsultation } from "#app/modules/forum/consultations/lead-consultation.server.ts";
import { proposeStatement } from "#app/modules/forum/consultations/propose-statement.server.ts";
import type { StatementChoice } from "#app/modules/forum/consultations/schemas.ts";
import { voteOnStatement } from "#app/modules/forum/consultations/vote-on-statement.server.ts";
import { demoActor, type DemoPerson } from "#prisma/seed/demo-people.ts";

type Said = { author: DemoPerson; language: string; body: string };

const statements: Said[] = [
  { author: "facilitator", language: "en", body: "Platforms should publish how they recommend local works." },
  {
    author: "amadou.diop",
    language: "fr",
    body: "Une part minimale d’œuvres locales en page d’accueil devrait figurer dans la loi.",
  },
  { author: "jelena.markovic", language: "en", body: "Agreements with platforms achieve more than quotas." },
  { author: "salma.trabelsi", language: "ar", body: "على المنصات أن تموّل الإنتاج المحلي بنسبة من إيراداتها." },
  { author: "kwame.boateng", language: "en", body: "What people watch should be reported to public statistics." },
  { author: "camila.herrera", language: "en", body: "Small platforms should have lighter duties than large ones." },
  {
    author: "mireille.baptiste",
    language: "fr",
    body: "Les artistes devraient être à la table avant la rédaction du texte.",
  },
  { author: "anneli.korhonen", language: "en", body: "Public money should go into skills before it goes into rules." },
];

const [A, p, D] = ["agree", "pass", "disagree"] as const;

/** Who votes how, statement by statement: some want rules, some agreements, and both want to know more. */
const votes: Partial<Record<DemoPerson, StatementChoice[]>> = {
  "amadou.diop": [A, A, D, A, A, p, A, D],
  "salma.trabelsi": [A, A, D, A, A, A, A, D],
  "learner.fr": [A, A, D, A, A, D, A, p],
  "youssef.benali": [A, A, p, A, A, A, A, D],
  "issouf.ouedraogo": [A, A, D, A, A, D, A, D],
  "mireille.baptiste": [A, A, D, A, p, A, A, D],
  "hanan.elsayed": [A, A, D, A, A, p, A, D],
  "rima.khoury": [p, A, D, A, A, D, A, D],
  "ofelia.quispe": [A, A, D, p, A, A, A, D],
  "john.wekesa": [A, p, D, A, A, D, A, D],
  "jelena.markovic": [A, D, A, D, A, A, A, A],
  "anneli.korhonen": [A, D, A, D, A, A, p, A],
  "marta.kowalczyk": [A, D, A, p, A, A, A, A],
  "tenzin.wangmo": [A, D, A, D, A, D, A, A],
  "sina.faleolo": [A, D, A, D, A, A, A, A],
  "kwame.boateng": [A, D, A, D, A, p, A, A],
  "ama.mensah": [A, p, A, D, A, D, A, A],
  "le.van.hung": [p, D, A, D, A, A, A, A],
  "camila.herrera": [A, D, A, D, A, A, A, p],
};

/** A consultation in a topic of the demo's facilitator, in the middle of its time: two groups, and what unites and divides them. */
export async function seedDemoConsultation(at: Date): Promise<void> {
  const author = await demoActor("facilitator");
  const where = { authorId: author.id, spaceCode: "2.4", consultation: null };
  const topic = await db().topic.findFirst({ where, select: { publicId: true } });
  if (!topic) return;
  const { publicId } = topic;
  const hoursAgo = (hours: number) => ({ at: new Date(at.getTime() - hours * 3_600_000) });
  const until = new Date(at.getTime() + 11 * 86_400_000).toISOString().slice(0, 10);
  await makeConsultation(author, publicId, { question: "What should we ask of platforms first?", until }, hoursAgo(70));
  const ids: string[] = [];
  for (const [index, { author: person, ...words }] of statements.entries()) {
    const said = await proposeStatement(await demoActor(person), publicId, words, hoursAgo(68 - index));
    ids.push(said.id);
  }
  for (const [index, [person, choices]] of Object.entries(votes).entries()) {
    const voter = await demoActor(person as DemoPerson);
    for (const [number, choice] of choices.entries())
      await voteOnStatement(voter, publicId, { statement: ids[number]!, choice }, hoursAgo(50 - index));
  }
  await drawOpinions({ at });
}
