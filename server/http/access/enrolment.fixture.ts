import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeMember, kindsAroundStaff, makeStage, type Stage } from "./people.fixture.ts";
import { area, authors, get, hidden, notAnotherCohort, post, type Row, staff, team } from "./row.fixture.ts";
import { withFile } from "./run.fixture.ts";

type Things = {
  /** A list of people that the trainer sent, and one that the cohort trainer sent. */
  roster: string;
  ownRoster: string;
  /** New for each who comes, of the cohort or of nobody's: what the row says. */
  one: string;
};
type Here = Things & Stage;

const teach = (part: string) => (here: Here) => `/teach/${here.course.slug}/${part}`;
/** What the cohort trainer does not see is passed over. */
const notOtherPeople = { ...team, "cohort trainer": "nothing" } as const;

const member =
  (which: ("cohort" | "otherCohort")[]) =>
  async (here: Here): Promise<Partial<Here>> => ({
    one: (await makeMember(here, which)).id,
  });
const asked =
  (name: "cohort" | null) =>
  async (here: Here): Promise<Partial<Here>> => {
    const { id: userId } = await makeUser();
    const data = { courseId: here.course.id, cohortId: name && here[name].id, userId, kind: "approval" } as const;
    return { one: (await db().enrolmentRequest.create({ data, select: { id: true } })).id };
  };
const invited =
  (name: "cohort" | null) =>
  async (here: Here): Promise<Partial<Here>> => {
    const token = randomUUID();
    const data = { courseId: here.course.id, cohortId: name && here[name].id, email: `${token}@example.org` };
    // Two days ago: it may be sent again.
    const expiresAt = new Date(Date.now() + 28 * 86_400_000);
    const more = { language: "en", tokenHash: hashSecret(token), expiresAt };
    return { one: (await db().invitation.create({ data: { ...data, ...more }, select: { id: true } })).id };
  };

const change = (intent: string, name: "cohort" | "otherCohort") =>
  [teach("people"), (here: Here) => ({ intent, person: here.one, cohort: here[name].id })] as const;

const rows: Row<Here>[] = [
  get("teach/:slug/people", teach("people"), staff),
  post("teach/:slug/people", ...change("leave", "cohort"), staff, {
    about: "leave",
    renew: member(["cohort"]),
  }),
  post("teach/:slug/people", ...change("leave", "otherCohort"), notAnotherCohort, {
    about: "leave another cohort",
    renew: member(["otherCohort"]),
  }),
  post("teach/:slug/people", ...change("add", "cohort"), notOtherPeople, {
    about: "add",
    renew: member([]),
  }),
  post("teach/:slug/people", ...change("move", "otherCohort"), notAnotherCohort, {
    about: "move",
    renew: member(["cohort"]),
  }),
  post("teach/:slug/people", teach("people"), ({ one }) => ({ intent: "remove", person: one }), team, {
    about: "remove",
    renew: member(["cohort"]),
  }),
  get("teach/:slug/people/requests", teach("people/requests"), staff),
  ...["accept", "decline"].map((intent) =>
    post<Here>(
      "teach/:slug/people/requests",
      teach("people/requests"),
      ({ one }) => ({ intent, request: one }),
      staff,
      {
        about: intent,
        renew: asked("cohort"),
      },
    ),
  ),
  post(
    "teach/:slug/people/requests",
    teach("people/requests"),
    ({ one }) => ({ intent: "accept", request: one }),
    notOtherPeople,
    {
      about: "accept into the course",
      renew: asked(null),
    },
  ),
  get("teach/:slug/people/invitations", teach("people/invitations"), staff),
  post(
    "teach/:slug/people/invitations",
    teach("people/invitations"),
    (here, { fresh }) => ({ intent: "invite", emails: `${fresh}@example.org`, language: "en", cohort: here.cohort.id }),
    staff,
    { about: "invite" },
  ),
  post(
    "teach/:slug/people/invitations",
    teach("people/invitations"),
    (_, { fresh }) => ({ intent: "invite", emails: `${fresh}@example.org`, language: "en" }),
    notAnotherCohort,
    { about: "invite into the course" },
  ),
  ...["revoke", "again"].flatMap((intent) => {
    const body = ({ one }: Here) => ({ intent, invitation: one });
    const path = teach("people/invitations");
    return [
      post("teach/:slug/people/invitations", path, body, staff, { about: intent, renew: invited("cohort") }),
      post("teach/:slug/people/invitations", path, body, hidden, {
        about: `${intent} another's`,
        renew: invited(null),
      }),
    ];
  }),
  get("teach/:slug/people/import", teach("people/import"), staff),
  post(
    "teach/:slug/people/import",
    teach("people/import"),
    (here, { fresh }) => {
      const file = { name: "people.csv", content: `email\n${fresh}@example.org\n` };
      return withFile({ language: "en", cohort: here.cohort.id, text: "" }, "file", file);
    },
    staff,
  ),
  post(
    "teach/:slug/people/import",
    teach("people/import"),
    (here, { fresh }) => ({ language: "en", cohort: here.otherCohort.id, text: `email\n${fresh}@example.org\n` }),
    notAnotherCohort,
    { about: "another cohort" },
  ),
  get("teach/:slug/people/import/:run", (here) => teach(`people/import/${here.roster}`)(here), hidden),
  get("teach/:slug/people/import/:run", (here) => teach(`people/import/${here.ownRoster}`)(here), staff),
  get(
    "teach/:slug/people/import/:run/status.json",
    (here) => teach(`people/import/${here.roster}/status.json`)(here),
    hidden,
  ),
  get("teach/:slug/people/entry", teach("people/entry"), authors),
  post("teach/:slug/people/entry", teach("people/entry"), { mode: "open", key: "", capacity: "" }, authors),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const roster = (actorId: string) =>
    db().rosterRun.create({
      data: { courseId: stage.course.id, actorId, source: "people.csv", state: "done", total: 0, report: [] },
      select: { id: true },
    });
  return {
    ...stage,
    one: "none",
    roster: (await roster(stage.people.trainer.id)).id,
    ownRoster: (await roster(stage.people["cohort trainer"].id)).id,
  };
}

export const enrolment = area<Things>({ name: "people of a course", make, rows, asks: kindsAroundStaff });
