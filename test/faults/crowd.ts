import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { rightAnswers, wrongAnswers } from "#test/factories/courses.ts";
import type { Ledger } from "#test/faults/ledger.ts";
import { makePerson, type Person } from "#test/faults/person.ts";
import type { Stage } from "#test/faults/stage.ts";
import { talk } from "#test/faults/talk.ts";

export type Crowd = {
  /** Lets everybody end what they are at; resolves when all have. */
  end(): Promise<void>;
};

type Scene = { url: string; stage: Stage; ledger: Ledger; isOver: () => boolean };
type Part = (person: Person, scene: Scene, turn: number) => Promise<void>;

/** Lets all of these people do what they do, side by side and over and over, until it ends. */
export function startCrowd(url: string, stage: Stage, ledger: Ledger): Crowd {
  let isOver = false;
  const scene: Scene = { url, stage, ledger, isOver: () => isOver };
  const { writers, readers, learners, registrants, talkers, crowd } = stage.people;
  const all = [
    ...writers.map((actor) => overAndOver(actor, scene, write, 250)),
    ...readers.map((actor) => overAndOver(actor, scene, read, 400)),
    ...registrants.map((actor) => overAndOver(actor, scene, register, 1200)),
    overAndOver(stage.staff, scene, mark, 300),
    overAndOver(stage.staff, scene, invite, 5000),
    ...talkers.map((actor) => talk(url, { actor, webinar: stage.webinar.publicId, ledger, isOver: scene.isOver })),
    ...lanes(learners, 5).map((people) => oneByOne(people, scene, learn)),
    oneByOne(crowd, scene, takeASeat),
  ];
  return {
    async end() {
      isOver = true;
      await Promise.all(all);
    },
  };
}

async function overAndOver(actor: Actor, scene: Scene, part: Part, rest: number): Promise<void> {
  const person = await makePerson(scene.url, actor, scene.ledger);
  for (let turn = 0; !scene.isOver(); turn++) {
    await part(person, scene, turn);
    await pause(rest * (0.5 + Math.random()));
  }
}

async function oneByOne(people: Actor[], scene: Scene, part: Part): Promise<void> {
  const all = await Promise.all(people.map((actor) => makePerson(scene.url, actor, scene.ledger)));
  for (const [turn, person] of all.entries()) {
    if (scene.isOver()) return;
    await part(person, scene, turn);
  }
}

const lanes = <T>(all: T[], count: number): T[][] =>
  Array.from({ length: count }, (_, lane) => all.filter((_, index) => index % count === lane));

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;

/** Posts replies, now and then a topic. A post is known by its text. */
const write: Part = async (person, { stage, ledger }, turn) => {
  const body = `Post ${randomUUID()}`;
  ledger.try("post", body);
  const isTopic = turn % 6 === 5;
  const topic = anyOf(stage.topics);
  const path = isTopic ? `/forum/${stage.space}/new` : `/topics/${topic}/reply`;
  const fields = { intent: "send", body, language: "en", clientId: randomUUID(), ...(isTopic && { title: "A topic" }) };
  const outcome = await person.send(path, fields);
  if (outcome.kind === "yes") ledger.acknowledge("post", body);
  if (outcome.kind === "no") ledger.unexpected.push(`a post was refused: ${outcome.answer.status}`);
};

/** Follows, reads and marks as read. Notifications are looked at, too. */
const read: Part = async (person, { stage, ledger }, turn) => {
  const topic = anyOf(stage.topics);
  const key = `${person.actor.id} ${topic}`;
  if (turn % 3 === 0) {
    const level = anyOf(["follow", "normal", "mute"]);
    ledger.set("follow", key, null);
    const { kind } = await person.send(`/topics/${topic}/follow`, { level });
    ledger.set("follow", key, kind === "yes" ? level : null);
  } else if (turn % 3 === 1) {
    const page = await person.look(`/topics/${topic}`);
    const shown =
      page?.status === 200 || page?.location ? await person.look(page.location ?? `/topics/${topic}`) : null;
    const last = Math.max(
      0,
      ...[...(shown?.body ?? "").matchAll(/id="reply-(\d+)"/g)].map(([, number]) => Number(number)),
    );
    const { kind } = await person.send(`/topics/${topic}/read`, { number: String(last) });
    if (kind === "yes") ledger.acknowledge("read", `${key} ${last}`);
  } else {
    await person.look("/me/notifications");
    await person.send("/me/notifications", { until: new Date().toISOString() });
  }
};

/** Registers for the webinar and off again. */
const register: Part = async (person, { stage, ledger }, turn) => {
  // Each change mails a calendar entry, and thirty an hour are allowed.
  if (turn >= 28) return;
  const step = turn % 2 === 0 ? "register" : "unregister";
  ledger.set("registration", person.actor.id, null);
  const { kind } = await person.send(`/webinars/${stage.webinar.publicId}/${step}`);
  ledger.set("registration", person.actor.id, kind === "yes" ? step : null);
};

/** Goes through the course: enrols, does the lesson, the quiz, the work, the discussion. */
const learn: Part = async (person, { stage, ledger }, turn) => {
  const { id } = person.actor;
  const course = `/courses/${stage.course.slug}`;
  const enrolled = await person.send(`${course}/enrol`);
  if (enrolled.kind === "yes") ledger.acknowledge("enrolment", id);
  const done = await person.send(`${course}/first/complete`);
  if (done.kind === "yes") ledger.acknowledge("lesson", id);
  await takeTheQuiz(person, `${course}/check/attempt`, { isRight: turn % 3 !== 2, ledger });
  await handInAWork(person, `${course}/plan/submission`, ledger);
  const body = `Said for the course ${randomUUID()}`;
  ledger.try("post", body);
  const said = await person.send(`/topics/${stage.topics.at(-1)}/reply`, {
    intent: "send",
    body,
    language: "en",
    clientId: randomUUID(),
  });
  if (said.kind === "yes") ledger.acknowledge("post", body);
};

async function takeTheQuiz(
  person: Person,
  address: string,
  { isRight, ledger }: { isRight: boolean; ledger: Ledger },
): Promise<void> {
  const { id } = person.actor;
  if ((await person.send(address, { intent: "start" })).kind !== "yes") return;
  ledger.acknowledge("attempt", id);
  const chosen = Object.entries(isRight ? rightAnswers : wrongAnswers).map(([number, values]) => [
    `q${number}`,
    values,
  ]);
  let version = 0;
  // One answer after the other, as the page saves them.
  for (let answered = 1; answered <= chosen.length; answered += 2) {
    const fields = Object.fromEntries(chosen.slice(0, answered)) as Record<string, string[]>;
    ledger.set("answers", id, null);
    const saved = await person.send(`${address}.json`, {
      intent: "save",
      version: String(version),
      attempt: "1",
      ...fields,
    });
    if (saved.kind !== "yes") return;
    version = (JSON.parse(saved.answer.body) as { version: number }).version;
    ledger.set("answers", id, JSON.stringify(fields));
  }
  const all = Object.fromEntries(chosen) as Record<string, string[]>;
  ledger.set("answers", id, null);
  const fields = { intent: "submit", confirm: "1", version: String(version), attempt: "1", ...all };
  const submitted = await person.send(address, fields);
  if (submitted.kind === "yes") ledger.set("quiz", id, isRight ? "100" : "0");
  if (submitted.kind === "no") ledger.unexpected.push(`a quiz was refused: ${submitted.answer.status}`);
}

async function handInAWork(person: Person, address: string, ledger: Ledger): Promise<void> {
  const { id } = person.actor;
  const body = `Plan ${randomUUID()}`;
  const saved = await person.send(`${address}.json`, { version: "0", body, language: "en" });
  if (saved.kind !== "yes") return;
  ledger.acknowledge("draft", body);
  const { version } = JSON.parse(saved.answer.body) as { version: number };
  const handedIn = await person.send(address, { intent: "submit", version: String(version), body });
  if (handedIn.kind === "yes") ledger.set("work", id, body);
  if (handedIn.kind === "no") ledger.unexpected.push(`a work was refused: ${handedIn.answer.status}`);
}

/** Marks works that have been handed in; some of them again. */
const mark: Part = async (person, { stage, ledger }) => {
  const address = `/teach/${stage.course.slug}/assignments/plan/submissions`;
  const list = await person.look(address);
  const found = [...new Set([...(list?.body ?? "").matchAll(/submissions\/([0-9a-f-]{36})/g)].map(([, id]) => id!))];
  const marked = new Set(ledger.settings("mark").map(([id]) => id));
  const id = found.find((one) => !marked.has(one)) ?? (found.length > 0 ? anyOf(found) : null);
  if (!id) return;
  const percent = String(Math.floor(Math.random() * 101));
  ledger.set("mark", id, null);
  const fields = { intent: "mark", percent, comment: "Read.", "points-clear": "4", "points-true": "6" };
  const { kind } = await person.send(`${address}/${id}`, fields);
  ledger.set("mark", id, kind === "yes" ? percent : null);
};

/** Invites people by lists, each of people of its own. */
const invite: Part = async (person, { stage, ledger }, turn) => {
  const emails = Array.from({ length: 12 }, (_, index) => `invited-${turn}-${index}@example.org`);
  for (const email of emails) ledger.try("invited", email);
  const list = { text: ["email", ...emails].join("\n"), language: "en", cohort: "" };
  const { kind } = await person.send(`/teach/${stage.course.slug}/people/import`, list);
  if (kind === "yes") for (const email of emails) ledger.acknowledge("invited", email);
};

/** More people than seats want into a cohort; the first leave again, and those who wait move up. */
const takeASeat: Part = async (person, { stage, ledger }, turn) => {
  const { id } = person.actor;
  const { slug, cohort } = stage.crowded;
  const asked = await person.send(`/courses/${slug}/enrol`, { cohort });
  ledger.set("seat", id, asked.kind === "yes" ? "asked" : null);
  if (turn % 3 === 0 && asked.kind === "yes") {
    ledger.set("seat", id, null);
    const left = await person.send(`/courses/${slug}/leave`);
    ledger.set("seat", id, left.kind === "yes" ? "left" : null);
  }
  await pause(1500);
};
