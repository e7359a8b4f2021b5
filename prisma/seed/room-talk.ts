import { registerFor } from "#app/modules/webinars/register.server.ts";
import { sayInRoom } from "#app/modules/webinars/send-message.server.ts";
import { demoActor, type DemoPerson } from "#prisma/seed/demo-people.ts";

const talk: [DemoPerson, string][] = [
  ["trainer", "Good day to all of you! Say hello and tell us who holds figures in your country."],
  [
    "trainer",
    "The outlines that we compare begin with the cultural domains of https://www.unesco.org/creativity – choose two.",
  ],
  ["kwame.boateng", "Hello from Accra. Our statistical office counts firms, but not what they do online."],
  ["amadou.diop", "Bonjour de Dakar ! Chez nous, la société de gestion collective a les meilleures données."],
  ["salma.trabelsi", "مرحبًا من تونس. لدينا سجل للشركات الناشئة، لكنه لا يذكر القطاع الثقافي."],
  ["trainer", "Three sources of three kinds: that is already a first map. Which one is updated most often?"],
  ["kwame.boateng", "The register of firms, every quarter."],
];

/** Has people of the demo talk in the room of the webinar that runs. */
export async function seedRoomTalk(webinar: number, at: Date): Promise<void> {
  const people = [...new Set(talk.map(([person]) => person))];
  for (const person of people.filter((one) => one !== "trainer")) {
    await registerFor(await demoActor(person), webinar, { at });
  }
  for (const [index, [person, body]] of talk.entries()) {
    await sayInRoom(await demoActor(person), { webinar, body, clientId: `demo-room-${index}` }, { at });
  }
}
