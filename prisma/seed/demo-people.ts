import { db } from "#app/infra/db.server.ts";
import { findOwner } from "#app/modules/accounts/accounts-at-address.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { hashPassword } from "#app/modules/accounts/passwords.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { getIssuedFacts } from "#app/modules/certificates/find-certificate.server.ts";
import { getDecisionNews } from "#app/modules/moderation/decision-news.server.ts";
import { findAppealToDecide, findCaseToDecide, mapUndecided } from "#app/modules/moderation/waiting-news.server.ts";
import { setUpMail } from "#app/modules/notifications/set-up-mail.server.ts";
import { tell } from "#app/modules/notifications/tell.server.ts";
import { demoAccounts } from "#prisma/seed/demo-accounts.ts";

// What a demo address begins with -> who that is. The first five are printed at the start (demo-accounts.ts); the others
// make groups large enough to learn with, and sign in with the same password.
const people = {
  admin: { name: "Ines Okafor", country: "FR", language: "en", zone: "Europe/Paris", role: "administrator" },
  trainer: { name: "Mariam Traoré", country: "CI", language: "en", zone: "Africa/Abidjan", role: "trainer" },
  facilitator: {
    name: "Nguyễn Thị Minh Khai",
    country: "VN",
    language: "en",
    zone: "Asia/Ho_Chi_Minh",
    role: "facilitator",
  },
  "learner.fr": { name: "Awa Ndiaye", country: "SN", language: "fr", zone: "Africa/Dakar", role: "member" },
  "learner.ar": { name: "ليلى حداد", country: "JO", language: "ar", zone: "Asia/Amman", role: "member" },
  "kwame.boateng": { name: "Kwame Boateng", country: "GH", language: "en", zone: "Africa/Accra", role: "member" },
  "camila.herrera": { name: "Camila Herrera", country: "CO", language: "en", zone: "America/Bogota", role: "member" },
  "jelena.markovic": {
    name: "Jelena Marković",
    country: "RS",
    language: "en",
    zone: "Europe/Belgrade",
    role: "member",
  },
  "youssef.benali": {
    name: "Youssef Benali",
    country: "MA",
    language: "fr",
    zone: "Africa/Casablanca",
    role: "member",
  },
  "sina.faleolo": { name: "Sina Faleolo", country: "WS", language: "en", zone: "Pacific/Apia", role: "member" },
  "tenzin.wangmo": { name: "Tenzin Wangmo", country: "BT", language: "en", zone: "Asia/Thimphu", role: "member" },
  "mireille.baptiste": {
    name: "Mireille Baptiste",
    country: "HT",
    language: "fr",
    zone: "America/Port-au-Prince",
    role: "member",
  },
  "anneli.korhonen": {
    name: "Anneli Korhonen",
    country: "FI",
    language: "en",
    zone: "Europe/Helsinki",
    role: "member",
  },
  "paulo.azevedo": { name: "Paulo Azevedo", country: "BR", language: "en", zone: "America/Sao_Paulo", role: "member" },
  "salma.trabelsi": { name: "سلمى الطرابلسي", country: "TN", language: "ar", zone: "Africa/Tunis", role: "member" },
  "issouf.ouedraogo": {
    name: "Issouf Ouédraogo",
    country: "BF",
    language: "fr",
    zone: "Africa/Ouagadougou",
    role: "member",
  },
  "rima.khoury": { name: "ريما خوري", country: "LB", language: "ar", zone: "Asia/Beirut", role: "member" },
  "ama.mensah": { name: "Ama Mensah", country: "GH", language: "en", zone: "Africa/Accra", role: "member" },
  "amadou.diop": { name: "Amadou Diop", country: "SN", language: "fr", zone: "Africa/Dakar", role: "member" },
  "le.van.hung": { name: "Lê Văn Hùng", country: "VN", language: "en", zone: "Asia/Ho_Chi_Minh", role: "member" },
  "ofelia.quispe": { name: "Ofelia Quispe", country: "PE", language: "en", zone: "America/Lima", role: "member" },
  "hanan.elsayed": { name: "حنان السيد", country: "EG", language: "ar", zone: "Africa/Cairo", role: "member" },
  "john.wekesa": { name: "John Wekesa", country: "KE", language: "en", zone: "Africa/Nairobi", role: "member" },
  "marta.kowalczyk": { name: "Marta Kowalczyk", country: "PL", language: "en", zone: "Europe/Warsaw", role: "member" },
} as const;

export type DemoPerson = keyof typeof people;

const accounts = demoAccounts();
const emailOf = (person: DemoPerson) => `${person}@crossroads.test`;

/** Adds the demo's people, members since eighty days before `at`. Whoever is there already stays as they are. */
export async function addDemoPeople(at: Date): Promise<void> {
  const { password } = accounts[0]!;
  // One password, so one hash: hashing is slow by intention.
  const passwordHash = await hashPassword(password);
  for (const person of Object.keys(people) as DemoPerson[]) {
    const email = emailOf(person);
    const row = { ...people[person], email, handle: person.replaceAll(".", "-") };
    const since = new Date(at.getTime() - 80 * 86_400_000);
    const data = { ...row, passwordHash, createdAt: since, emailConfirmedAt: since };
    const { id } = (await findOwner(db(), email)) ?? (await db().user.create({ data, select: { id: true } }));
    // Nobody reads the mail of the others.
    const digest = accounts.some((account) => account.email === email) ? ("weekly" as const) : ("never" as const);
    const joined = { userId: id, digest };
    await tell(
      { name: "accounts.user.joined", payload: joined },
      {
        certificate: getIssuedFacts,
        decision: getDecisionNews,
        caseToDecide: findCaseToDecide,
        appealToDecide: findAppealToDecide,
        undecided: mapUndecided,
      },
      { at },
    );
    await setUpMail(joined, { at });
  }
}

/** One of them as whoever acts. Throws when they were not added. */
export async function demoActor(person: DemoPerson): Promise<Actor> {
  return (await findActor((await findOwner(db(), emailOf(person)))!.id))!;
}
