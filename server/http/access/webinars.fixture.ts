import { makeWebinar } from "#test/factories/webinars.ts";
import { kindsBesideCourses, makeStage, type Stage } from "./people.fixture.ts";
import { anyTrainer, area, everybody, get, members, only, post, type Row } from "./row.fixture.ts";

type Webinar = { publicId: number; slug: string };
type Things = {
  /** Running, of the trainer; the learner and the suspended learner are registered. */
  running: Webinar;
  /** In two days, of the trainer; nobody is registered. */
  planned: Webinar;
};
type Here = Things & Stage;

const running = ({ running: { publicId } }: Here) => `/webinars/${publicId}`;
const planned = ({ planned: { publicId } }: Here) => `/webinars/${publicId}`;
/** Whoever holds it, and administrators. */
const holders = only(["trainer", "administrator"]);
const guests = only(["learner", "moderator", "trainer", "administrator"]);

const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000);
const plan = (fresh: string) => ({
  title: `Session ${fresh}`,
  description: "What it is about.",
  language: "en",
  zone: "Africa/Dakar",
  date: dayAfter(3).toISOString().slice(0, 10),
  start: "10:00",
  end: "11:00",
  joinUrl: "",
});

const rows: Row<Here>[] = [
  get("webinars", () => "/webinars", everybody),
  get("webinars/:id/:slug?", (here) => `${running(here)}/${here.running.slug}`, everybody),
  get("webinars/:id/calendar.ics", (here) => `${running(here)}/calendar.ics`, everybody),
  get("webinars/new", () => "/webinars/new", anyTrainer),
  post(
    "webinars/new",
    () => "/webinars/new",
    (_, { fresh }) => plan(fresh),
    anyTrainer,
  ),
  get("webinars/:id/edit", (here) => `${planned(here)}/edit`, holders),
  post(
    "webinars/:id/edit",
    (here) => `${planned(here)}/edit`,
    (_, { fresh }) => plan(fresh),
    holders,
  ),
  get("webinars/:id/people", (here) => `${planned(here)}/people`, holders),
  get("webinars/:id/register", (here) => `${planned(here)}/register`, everybody),
  post("webinars/:id/register", (here) => `${planned(here)}/register`, {}, members),
  get("webinars/:id/unregister", (here) => `${planned(here)}/unregister`, everybody),
  post("webinars/:id/unregister", (here) => `${planned(here)}/unregister`, {}, members),
  get("webinars/:id/room", (here) => `${running(here)}/room`, guests),
  get("webinars/:id/room", (here) => `${running(here)}/room?plain`, guests, {
    about: "without a socket",
    notes: ["webinar_attendances"],
  }),
  get("webinars/:id/messages", (here) => `${running(here)}/messages`, guests),
  post(
    "webinars/:id/messages",
    (here) => `${running(here)}/messages`,
    (_, { fresh }) => ({ body: `Hello from ${fresh}`, clientId: fresh }),
    guests,
  ),
  get("webinars/:id/messages.json", (here) => `${running(here)}/messages.json`, guests),
  get("webinars/:id/cancel", (here) => `${planned(here)}/cancel`, everybody),
  post("webinars/:id/cancel", (here) => `${planned(here)}/cancel`, {}, holders, {
    renew: async ({ people }) => ({ planned: await makePlanned(people) }),
  }),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { people } = stage;
  const registered = [people.learner, people["suspended learner"]];
  const now = await makeWebinar({ trainer: people.trainer, people: registered });
  return { ...stage, running: now, planned: await makePlanned(people) };
}

function makePlanned({ trainer }: Stage["people"]): Promise<Webinar> {
  return makeWebinar({ trainer, startsAt: dayAfter(2) });
}

export const webinars = area<Things>({ name: "webinars", make, rows, asks: kindsBesideCourses });
