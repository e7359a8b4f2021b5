import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { useWorker } from "#test/setup/jobs.ts";

useDatabase();
const app = useApp();
useWorker();

/** Sends a file as the page's form does. */
function sendFile(visitor: Visitor, address: string, name: string, content: Buffer, alt = "") {
  const form = new FormData();
  form.append("alt", alt);
  form.append("file", new Blob([content as BlobPart]), name);
  return visitor.send("POST", address, { body: form, headers: { Origin: app.url } });
}

it("a picture comes into a reply by plain forms, below what was written, and is read by everybody with it", async () => {
  const topic = await makeTopic();
  const visitor = await signedIn(app, await makeUser());
  const form = `/topics/${topic.publicId}/reply`;
  const leads = await visitor.post(form, { body: "The hall:", sequence: "0", clientId: "one", intent: "file" });
  expect([leads.status, leads.location]).toEqual([302, `/forum/files/new?of=reply%3A${topic.publicId}`]);
  const page = await visitor.follow(leads);
  expect(page.body).toMatch(/enctype="multipart\/form-data"/i);
  const added = await sendFile(visitor, leads.location!, "hall.png", makePng({ width: 90, height: 60 }), "A full hall");
  expect([added.status, added.location]).toEqual([303, `${form}#compose`]);
  const composer = await visitor.follow(added);
  const body = /<textarea[^>]*name="body"[^>]*>\n?([^<]*)<\/textarea>/.exec(composer.body)![1]!;
  expect(body).toMatch(
    /^The hall:\n\n\[!\[A full hall\]\(\/forum\/files\/[0-9a-f]{32}-90x60\.webp\)\]\(\/forum\/files\/[0-9a-f]{32}\.webp\)$/,
  );

  const sent = await visitor.post(form, { body, sequence: "2", clientId: "one", intent: "send" });
  expect(sent.location).toContain("#reply-1");
  const guest = new Visitor(app);
  const [, src] = /<img src="(\/forum\/files\/[^"]+)" alt="A full hall"/.exec(
    (await guest.get(topicPath(topic))).body,
  )!;
  await expect
    .poll(async () => (await guest.get(src!)).headers.get("Content-Type"), { timeout: 20_000 })
    .toBe("image/webp");
  const { headers } = await guest.get(src!);
  expect(headers.get("Content-Security-Policy")).toContain("sandbox");
  expect(headers.get("Cache-Control")).toContain("private");
});

it("a file that is refused leaves the text as it is, and says why beside the field", async () => {
  const topic = await makeTopic();
  const me = await makeUser();
  const visitor = await signedIn(app, me);
  await visitor.post(`/topics/${topic.publicId}/reply`, {
    body: "Mine",
    sequence: "0",
    clientId: "one",
    intent: "file",
  });
  const address = `/forum/files/new?of=reply:${topic.publicId}`;
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const refused = await sendFile(visitor, address, "a.png", svg, "What it shows");
  expect(refused.status).toBe(400);
  expect(refused.body).toContain("SVG drawings can hold scripts");
  expect(refused.body).toContain('value="What it shows"');
  expect((await sendFile(visitor, address, "", Buffer.alloc(0))).body).toContain("Choose a file.");
  expect(await db().postDraft.findFirst({ where: { userId: me.id } })).toMatchObject({ body: "Mine" });
  expect((await visitor.get("/forum/files/new?of=reply:99999999")).status).toBe(404);
  expect((await visitor.get("/forum/files/new")).status).toBe(404);
  await db().topic.update({ where: { id: topic.id }, data: { closedAt: new Date() } });
  expect((await sendFile(visitor, address, "a.csv", Buffer.from("a;b\n"))).status).toBe(403);
  expect((await new Visitor(app).get(address)).location).toMatch(/^\/login/);
});

it("a document is a download under its own name", async () => {
  const author = await makeUser({ role: "trainer" });
  const visitor = await signedIn(app, author);
  const topic = await makeTopic({ author, body: "As it was" });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id }, select: { id: true } });
  // Asked for without a draft: the file comes below the post as it stands.
  await sendFile(visitor, `/forum/files/new?of=edit:${id}`, "القوانين.csv", Buffer.from("a;b\n"));
  const draft = await db().postDraft.findFirstOrThrow({ where: { userId: author.id, kind: "edit" } });
  expect(draft).toMatchObject({ title: "Who leads your national team?", clientId: "1" });
  expect(draft.body).toMatch(/^As it was\n\n\[القوانين\.csv \(1 KB\)\]/);
  const [, href] = /\((\/forum\/files\/[^)]+)\)/.exec(draft.body)!;
  const file = await visitor.get(href!);
  expect(file.headers.get("Content-Disposition")).toContain(`filename*=UTF-8''${encodeURIComponent("القوانين.csv")}`);
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment/);
  expect(file.headers.get("X-Content-Type-Options")).toContain("nosniff");
  expect((await new Visitor(app).get(href!)).status).toBe(404);
});
