import { db } from "#app/infra/db.server.ts";
import { personId } from "./people.ts";
import { insertRows } from "./rows.ts";

/** Makes a webinar that is open now, with the first `people` made people registered; returns its number in addresses. */
export async function addOpenRoom(people: number): Promise<number> {
  const hour = 3_600_000;
  const { id, publicId } = await db().webinar.create({
    data: {
      slug: "bench",
      title: "Bench",
      description: "",
      html: "",
      rendererVersion: 1,
      language: "en",
      zone: "UTC",
      startsAt: new Date(Date.now() - hour),
      endsAt: new Date(Date.now() + hour),
      trainerId: personId(1),
    },
    select: { id: true, publicId: true },
  });
  const registered = Array.from({ length: people }, (_, at) => personId(at + 1));
  await insertRows(
    "webinar_registrations",
    registered.map((person) => ({ webinar_id: id, user_id: person, revision: 1, created_at: new Date() })),
  );
  return publicId;
}
