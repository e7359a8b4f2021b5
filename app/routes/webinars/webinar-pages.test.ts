import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { getRoomFor } from "#app/modules/webinars/get-room.server.ts";
import { listRegisteredFor } from "#app/modules/webinars/list-registered.server.ts";
import { readRoom, sayInRoom } from "#app/modules/webinars/send-message.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(() => seedRoadmap(db()));
let person: Actor;
let trainer: Actor;

beforeAll(async () => {
  person = await makeUser({ name: "Awa Ndiaye" });
  trainer = await makeUser({ name: "Rosa Quispe", role: "trainer" });
});

const guest = () => new Visitor(app);
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;
const plain = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("a webinar's page", () => {
  test("has one address; the number decides, a wrong or missing slug leads there for good", async () => {
    const { publicId, slug } = await makeWebinar({ trainer });
    for (const typed of ["", "/wrong", "/%F0%9F%98%80"]) {
      const { status, location } = await guest().get(`/webinars/${publicId}${typed}`);
      expect([status, location]).toEqual([301, `/webinars/${publicId}/${slug}`]);
    }
    const asked = await guest().get(`/webinars/${publicId}?lang=fr`);
    expect(asked.location).toBe(`/webinars/${publicId}/${slug}?lang=fr`);
    for (const unknown of ["2000000000/x", "0/x", "99999999999", "1e3/x"])
      expect((await guest().get(`/webinars/${unknown}`)).status).toBe(404);
  });

  test("leads to a slug in any script", async () => {
    const slug = "ندوة-عن-الخريطة";
    const { publicId } = await makeWebinar({ trainer, slug, title: "ندوة عن الخريطة", language: "ar" });
    const { location } = await guest().get(`/webinars/${publicId}`);
    expect((await guest().get(location!)).status).toBe(200);
  });

  test("shows the session on the reader's clock and on its own, with the zones' names", async () => {
    const startsAt = new Date("2030-03-12T14:00:00Z");
    const webinar = await makeWebinar({ trainer, startsAt, zone: "America/Bogota" });
    const reader = await signedIn(app, await makeUser({ zone: "Asia/Ho_Chi_Minh" }));
    const text = plain((await reader.get(`/webinars/${webinar.publicId}/${webinar.slug}`)).body);
    expect(text).toMatch(/Tuesday, 12 March 2030, 21:00\W{1,3}22:30, Ho Chi Minh City time \(UTC\+7\)/);
    expect(text).toMatch(/Tuesday, 12 March 2030, 09:00\W{1,3}10:30, Bogotá time \(UTC−5\)/);
  });

  test("tells guests and strangers nothing of the video, and gives no inner ids away", async () => {
    const webinar = await makeWebinar({ trainer, people: [person], joinUrl: "https://meet.example.org/secret" });
    const path = `/webinars/${webinar.publicId}/${webinar.slug}`;
    const stranger = await signedIn(app, await makeUser());
    for (const visitor of [guest(), stranger])
      for (const address of [path, `${path}.data`]) {
        const { body } = await visitor.get(address);
        expect(body).not.toContain("meet.example.org");
        expect(body).not.toMatch(uuid);
      }
    const { body } = await (await signedIn(app, person)).get(path);
    expect(body).toMatch(/<a href="https:\/\/meet.example.org\/secret" target="_blank" rel="noopener noreferrer">/);
    expect(plain(body)).toContain("meet.example.org (new tab)");
  });
});

describe("registering", () => {
  test("is a form without fields, works twice, without a body, and can be taken back", async () => {
    const { publicId } = await makeWebinar({ trainer });
    const visitor = await signedIn(app, await makeUser());
    const first = await visitor.post(`/webinars/${publicId}/register`);
    expect([first.status, first.location]).toEqual([303, `/webinars/${publicId}`]);
    // The notice outlives the address that only leads on, is shown once, and takes the focus.
    const notice = /<div role="status" class="flash" tabindex="-1" autofocus="">/;
    const page = await visitor.follow(first);
    expect(plain(page.body)).toContain("You are registered");
    expect(page.body).toMatch(notice);
    expect((await visitor.get(`/webinars/${publicId}`)).status).toBe(301);
    expect((await visitor.follow(await visitor.get(`/webinars/${publicId}`))).body).not.toMatch(notice);
    const again = await visitor.send("POST", `/webinars/${publicId}/register`, { headers: { Origin: app.url } });
    expect(again.status).toBe(303);
    const count = async () => (await db().webinar.findUniqueOrThrow({ where: { publicId } })).registrationCount;
    expect(await count()).toBe(1);
    await visitor.post(`/webinars/${publicId}/unregister`);
    expect(await count()).toBe(0);
  });

  test("leads guests to signing in and back; a webinar that is off answers 409 with the page", async () => {
    const { publicId } = await makeWebinar({ trainer });
    const asked = await guest().post(`/webinars/${publicId}/register`);
    expect(asked.location).toBe(`/login?next=${encodeURIComponent(`/webinars/${publicId}`)}`);
    const cancelled = await makeWebinar({ trainer, state: "cancelled" });
    const refused = await (await signedIn(app, person)).post(`/webinars/${cancelled.publicId}/register`);
    expect(refused.status).toBe(409);
    expect(plain(refused.body)).toContain("This webinar has been cancelled.");
  });

  test("is not needed for the calendar file", async () => {
    const { publicId } = await makeWebinar({ trainer });
    const { status, headers, body } = await guest().get(`/webinars/${publicId}/calendar.ics`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
    expect((await guest().get("/webinars/2000000000/calendar.ics")).status).toBe(404);
  });
});

describe("the room's page", () => {
  test("is complete without JavaScript", async () => {
    const { publicId } = await makeWebinar({ trainer, people: [person] });
    const visitor = await signedIn(app, person);
    for (let n = 1; n <= 53; n++)
      await sayInRoom(person, { webinar: publicId, body: `Number ${n}\n<b>`, clientId: `client-${n}` });
    const { status, body } = await visitor.get(`/webinars/${publicId}/room`);
    expect(status).toBe(200);
    expect(body.match(/id="message-[1-9]\d*"/g)).toHaveLength(50);
    expect(body).toContain('role="log"');
    expect(body).toContain("Number 53\n&lt;b&gt;");
    expect(body).not.toMatch(/id="message-3"| style="|<script(?! type="module")/);
    expect(body).toContain(`<a href="/webinars/${publicId}/room?before=4">`);
    const older = await visitor.get(`/webinars/${publicId}/room?before=4`);
    expect(older.body.match(/id="message-[1-9]\d*"/g)).toHaveLength(3);
    expect(older.body).not.toContain("<chat-room");
    expect(older.body).toContain(`href="/webinars/${publicId}/room"`);
  });

  test("makes links of addresses, stress of stars and code of backticks, and nothing of anything else", async () => {
    const { publicId } = await makeWebinar({ trainer, people: [person] });
    const visitor = await signedIn(app, person);
    const body = "www.example.org、次 <img src=x> javascript:alert(1) *now* `<b>`";
    await sayInRoom(person, { webinar: publicId, body, clientId: "with-links" });
    const page = await visitor.get(`/webinars/${publicId}/room`);
    expect(page.body).toContain(
      '<a href="http://www.example.org" dir="ltr" target="_blank" rel="ugc nofollow noopener noreferrer">www.example.org</a>、次 &lt;img src=x&gt; javascript:alert(1) <em>now</em> <code>&lt;b&gt;</code></p>',
    );
  });

  test("folds what somebody says whom the reader keeps away, and tells nobody else", async () => {
    const [mute, block, reader] = [await makeUser(), await makeUser(), await makeUser()];
    const { publicId, id } = await makeWebinar({ trainer, people: [mute, block, reader, person] });
    for (const [who, clientId] of [mute, block, person].flatMap((one) => [[one, "a"] as const, [one, "b"] as const]))
      await sayInRoom(who, { webinar: publicId, body: `By ${who.handle}`, clientId: `${clientId}-${who.handle}` });
    await blockPerson(reader, { handle: mute.handle, level: "mute" });
    await blockPerson(reader, { handle: block.handle, level: "block" });
    const folded = /<details><summary[^>]*>Message by somebody you muted or blocked. Show<\/summary>/g;
    const visitor = await signedIn(app, reader);
    const live = (await visitor.get(`/webinars/${publicId}/room`)).body;
    expect(live.match(folded)).toHaveLength(4);
    // There is a way to look, and each says whose it is: none stands below the name of the one before.
    expect(live.match(new RegExp(`By ${block.handle}`, "g"))).toHaveLength(2);
    expect(live.match(/class="[^"]*chat-follows/g)).toHaveLength(1);
    expect(live).toContain(`data-unwanted="${block.handle} ${mute.handle}"`);
    expect((await visitor.get(`/webinars/${publicId}/room?plain`)).body.match(folded)).toHaveLength(4);
    const others = (await (await signedIn(app, block)).get(`/webinars/${publicId}/room`)).body;
    expect([others.match(folded), others.includes("data-unwanted")]).toEqual([null, false]);
    const told = async (who: Actor) => (await readRoom(who, { webinar: publicId, after: 0, limit: 10 })).messages;
    expect(await told(reader)).toEqual(await told(block));
    const [startsAt, endsAt] = [new Date("2026-01-05T10:00Z"), new Date("2026-01-05T11:00Z")];
    await db().webinar.update({ where: { id }, data: { startsAt, endsAt } });
    const kept = (await visitor.get(`/webinars/${publicId}/room`)).body;
    expect([kept.match(folded)?.length, kept.includes("<chat-room")]).toEqual([4, false]);
    const at = new Date();
    const { statements } = await countingStatements(() => getRoomFor(reader, publicId, { at, before: null }));
    expect(statements.length).toBeLessThanOrEqual(6);
  });

  test("takes a message from the plain form, once however often it is sent", async () => {
    const { publicId } = await makeWebinar({ trainer, people: [person] });
    const visitor = await signedIn(app, person);
    const fields = { body: "Bonjour", clientId: "from-the-form" };
    for (const _ of [1, 2]) {
      const { status, location } = await visitor.post(`/webinars/${publicId}/messages`, fields);
      expect([status, location]).toEqual([303, `/webinars/${publicId}/room#end`]);
    }
    const { body } = await visitor.get(`/webinars/${publicId}/room`);
    expect(body.match(/Bonjour/g)).toHaveLength(1);
    expect(body).toContain('id="end"');
  });

  test("gives a refused message back with the reason", async () => {
    const { publicId } = await makeWebinar({ trainer, people: [person] });
    const visitor = await signedIn(app, person);
    const path = `/webinars/${publicId}/messages`;
    const long = await visitor.post(path, { body: "é".repeat(2001), clientId: "a" });
    expect(long.status).toBe(400);
    expect(long.body).toContain("é".repeat(2001));
    expect(plain(long.body)).toContain("Your message is too long: 2000 characters at most.");
    expect((await visitor.post(path, { body: " ", clientId: "a" })).status).toBe(400);
    await visitor.post(path, { body: "First", clientId: "same" });
    const other = await visitor.post(path, { body: "Second", clientId: "same" });
    expect(other.status).toBe(409);
    expect(other.body).toContain("Second</textarea>");
    expect(other.body).not.toContain('value="same"');
  });

  test("keeps what a guest typed through signing in", async () => {
    const { publicId } = await makeWebinar({ trainer, people: [person] });
    const visitor = guest();
    const { location } = await visitor.post(`/webinars/${publicId}/messages`, { body: "Typed before", clientId: "g" });
    expect(location).toBe(`/login?next=${encodeURIComponent(`/webinars/${publicId}/room`)}`);
    const back = await signedIn(app, person);
    for (const [name, value] of visitor.cookies) if (!back.cookies.has(name)) back.cookies.set(name, value);
    expect((await back.get(`/webinars/${publicId}/room`)).body).toContain("Typed before</textarea>");
  });

  test("leads guests to signing in, strangers to registering, and nobody into a cancelled one", async () => {
    const { publicId } = await makeWebinar({ trainer, people: [person] });
    await sayInRoom(person, { webinar: publicId, body: "Between us", clientId: "x" });
    const path = `/webinars/${publicId}/room`;
    expect((await guest().get(path)).location).toBe(`/login?next=${encodeURIComponent(path)}`);
    const stranger = await signedIn(app, await makeUser());
    for (const address of [path, `${path}.data`])
      expect((await stranger.get(address)).body).not.toContain("Between us");
    const gate = await stranger.get(path);
    expect(gate.status).toBe(403);
    expect(gate.body).toContain(`action="/webinars/${publicId}/register"`);
    expect((await stranger.post(`/webinars/${publicId}/messages`, { body: "x", clientId: "x" })).status).toBe(403);
    const cancelled = await makeWebinar({ trainer, people: [person], state: "cancelled" });
    const { location } = await (await signedIn(app, person)).get(`/webinars/${cancelled.publicId}/room`);
    expect(location).toBe(`/webinars/${cancelled.publicId}/${cancelled.slug}`);
  });

  test("names the clock of its times once", async () => {
    const reader = await makeUser({ zone: "Africa/Dakar" });
    const [live, early] = [
      await makeWebinar({ trainer, people: [reader] }),
      await makeWebinar({ trainer, people: [reader], startsAt: new Date(Date.now() + 3_600_000) }),
    ];
    const visitor = await signedIn(app, reader);
    const inRoom = async ({ publicId }: typeof live) => {
      const { body } = await visitor.get(`/webinars/${publicId}/room`);
      return plain(/<main[^]*<\/main>/.exec(body)![0]);
    };
    const zone = "Dakar time (UTC+0)";
    expect((await inRoom(live)).split(zone)).toHaveLength(2);
    await sayInRoom(reader, { webinar: live.publicId, body: "One", clientId: "one" });
    expect(await inRoom(live)).toMatch(/\d{1,2} \w+ \d{4}, Dakar time \(UTC\+0\) /);
    expect(await inRoom(early)).toMatch(/opens on .* at \d\d:\d\d, Dakar time \(UTC\+0\), half an hour/);
  });

  test("marks the trainer's lines with what they are, not with what stands before a name", async () => {
    const { publicId } = await makeWebinar({ trainer });
    await sayInRoom(trainer, { webinar: publicId, body: "Bonjour", clientId: "mark" });
    const visitor = await signedIn(app, trainer);
    const { body } = await visitor.get(`/webinars/${publicId}/room?lang=fr`);
    expect(body.match(/class="chat-role"> ?(?:<!-- -->)?[^<]*/g)).toEqual(
      Array(2).fill(expect.stringContaining("Équipe de formation")),
    );
  });

  test("says when it opens, and that it has closed", async () => {
    const early = await makeWebinar({ trainer, people: [person], startsAt: new Date(Date.now() + 3_600_000) });
    const late = await makeWebinar({ trainer, people: [person], startsAt: new Date(Date.now() - 20 * 3_600_000) });
    const visitor = await signedIn(app, person);
    const before = await visitor.get(`/webinars/${early.publicId}/room`);
    expect(before.status).toBe(200);
    expect(plain(before.body)).toContain("The room is not open yet");
    const after = await visitor.get(`/webinars/${late.publicId}/room`);
    expect(plain(after.body)).toContain("The room has closed.");
    for (const { body } of [before, after]) expect(body).not.toContain("<textarea");
    expect(/<ol[^]*?<\/ol>/.exec(after.body)![0].replace(/<[^>]*>/g, "")).toBe("Nobody wrote anything here.");
    const refused = await visitor.post(`/webinars/${late.publicId}/messages`, { body: "Too late", clientId: "t" });
    expect(refused.status).toBe(409);
    expect(plain(refused.body)).toContain("messages can be sent until 12 hours after the end");
    expect(refused.body).toContain("Too late</textarea>");
    const soon = await visitor.post(`/webinars/${early.publicId}/messages`, { body: "Too early", clientId: "t" });
    expect([soon.status, soon.body.includes("Too early</textarea>")]).toEqual([409, true]);
  });
});

describe("messages.json", () => {
  test("pages through the talk, 200 at a time at most, whatever is asked", async () => {
    const { publicId, id } = await makeWebinar({ trainer, people: [person] });
    const rows = Array.from({ length: 230 }, (_, n) => ({ sequence: n + 1, body: `n ${n + 1}`, clientId: `c${n}` }));
    await db().roomMessage.createMany({ data: rows.map((row) => ({ ...row, webinarId: id, authorId: person.id })) });
    await db().webinar.update({ where: { id }, data: { roomSequence: 230 } });
    const visitor = await signedIn(app, person);
    const read = async (query: string) => {
      const { body, headers } = await visitor.get(`/webinars/${publicId}/messages.json${query}`);
      expect(headers.get("cache-control")).toContain("private");
      return JSON.parse(body) as { messages: { sequence: number }[]; last: number; tooOld: boolean };
    };
    expect(await read("")).toMatchObject({ last: 230, tooOld: true, messages: { length: 100 } });
    expect((await read("?after=0&limit=7")).messages).toHaveLength(7);
    expect((await read("?after=0&limit=1000")).messages).toHaveLength(200);
    const rest = await read("?after=200&limit=200");
    expect(rest.messages.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, n) => 201 + n));
    expect(rest).toMatchObject({ last: 230, tooOld: false });
    for (const odd of ["?after=-1", "?after=x&limit=x", "?after=1e99", "?after=9999999999"])
      expect((await read(odd)).messages).toHaveLength(100);
    expect((await read("?after=230")).messages).toEqual([]);
  });

  test("answers programs with a status and a code", async () => {
    const { publicId } = await makeWebinar({ trainer });
    const path = `/webinars/${publicId}/messages.json`;
    const strange = await (await signedIn(app, person)).get(path);
    expect([strange.status, JSON.parse(strange.body).code]).toEqual([403, "webinars.error.register_first"]);
    expect((await guest().get(path)).status).toBe(401);
    expect((await (await signedIn(app, person)).get("/webinars/2000000000/messages.json")).status).toBe(404);
  });
});

describe("planning", () => {
  const fields = {
    title: "Mapping",
    description: "Where to **begin**",
    language: "fr",
    date: "2030-03-31",
    zone: "Europe/Paris",
    start: "14:00",
    end: "15:00",
    joinUrl: "",
    activities: ["1.1", "5.2"],
  };

  test("makes a webinar that its trainer can change and cancel", async () => {
    const visitor = await signedIn(app, trainer);
    expect((await visitor.get("/webinars/new?activity=1.2")).body).toMatch(
      /value="1.2"[^>]*checked|checked[^>]*value="1.2"/,
    );
    const planned = await visitor.post("/webinars/new", fields);
    expect(planned.status).toBe(303);
    const [, path] = /^(\/webinars\/\d+)\/mapping$/.exec(planned.location!)!;
    const form = (await visitor.get(`${path}/edit`)).body;
    for (const value of ['value="2030-03-31"', 'value="14:00"', "Where to **begin**"]) expect(form).toContain(value);
    expect(form).toContain("Nobody is registered, so nobody has to be told.");
    const guestOfIt = await signedIn(app, await makeUser());
    expect((await guestOfIt.post(`${path}/register`)).status).toBe(303);
    expect(plain((await visitor.get(`${path}/edit`)).body)).toContain(
      "1 person is registered and is told on this site.",
    );
    expect((await visitor.post(`${path}/edit`, { ...fields, start: "14:30" })).status).toBe(303);
    const other = await signedIn(app, await makeUser({ role: "trainer" }));
    expect((await other.get(`${path}/edit`)).status).toBe(403);
    expect((await other.post(`${path}/cancel`)).status).toBe(403);
    expect((await visitor.post(`${path}/cancel`)).status).toBe(303);
    expect((await guest().get(`${path}/calendar.ics`)).body).toContain("STATUS:CANCELLED");
    expect((await visitor.get(`${path}/edit`)).status).toBe(409);
  });

  test("shows its trainer who registered and how long they were there, and nobody else", async () => {
    const webinar = await makeWebinar({ trainer, startsAt: new Date(Date.now() - 600_000) });
    const path = `/webinars/${webinar.publicId}`;
    const visitor = await signedIn(app, trainer);
    expect((await visitor.get(`${path}/people`)).body).toContain("Nobody is registered yet");
    for (let count = 0; count < 3; count += 1) {
      const { id: userId } = await makeUser();
      const row = { webinarId: webinar.id, userId, createdAt: new Date(Date.now() - count * 1000) };
      await db().webinarRegistration.create({ data: row, select: { userId: true } });
    }
    const held = { webinarId: webinar.id, userId: person.id };
    await db().webinarRegistration.create({ data: held, select: { userId: true } });
    const seen = { ...held, seconds: 150, lastSeenAt: new Date() };
    await db().webinarAttendance.create({ data: seen, select: { userId: true } });
    const text = plain((await visitor.get(`${path}/people`)).body);
    expect(text).toMatch(/Awa Ndiaye .*Minutes in the room 2 /);
    const { people, next } = await listRegisteredFor(trainer, webinar.publicId, { limit: 2 });
    const rest = await listRegisteredFor(trainer, webinar.publicId, { before: next });
    expect(new Set([...people, ...rest.people].map(({ id }) => id)).size).toBe(4);
    const page = `${path}/${webinar.slug}`;
    expect((await visitor.get(page)).body).toContain(`${path}/people`);
    const member = await signedIn(app, person);
    expect((await member.get(page)).body).not.toContain(`${path}/people`);
    expect((await member.get(`${path}/people`)).status).toBe(403);
    const other = await signedIn(app, await makeUser({ role: "trainer" }));
    expect((await other.get(`${path}/people`)).status).toBe(403);
  });

  test("gives a refused form back whole, with the reason beside the field", async () => {
    const visitor = await signedIn(app, trainer);
    const { status, body } = await visitor.post("/webinars/new", { ...fields, start: "02:30" });
    expect(status).toBe(400);
    expect(plain(body)).toContain("On that day the clocks of this zone skip 02:30: they show 03:30 instead.");
    expect(body).toMatch(/id="start"[^>]*aria-describedby="start-hint start-error"/);
    expect(body.match(/checked=""/g)).toHaveLength(2);
    for (const part of ['value="Mapping"', "Where to **begin**", 'value="02:30"']) expect(body).toContain(part);
  });

  test("is for trainers: guests sign in, members are refused", async () => {
    expect((await guest().get("/webinars/new")).location).toBe("/login?next=%2Fwebinars%2Fnew");
    const member = await signedIn(app, person);
    expect((await member.get("/webinars/new")).status).toBe(403);
    expect((await member.post("/webinars/new", fields)).status).toBe(403);
    expect((await member.get("/webinars")).body).not.toContain('href="/webinars/new"');
  });
});
