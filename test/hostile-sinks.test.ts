import { parse } from "csv-parse/sync";
import type { ParsedMail } from "mailparser";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { chromiumPath, useBrowser } from "#test/e2e/browser.ts";
import { lines, mark, seenAsText, texts } from "#test/fixtures/hostile/written.ts";
import { type Given, judge } from "#test/helpers/alive.ts";
import { askForMails, type HostileScene, makeHostileScene } from "#test/helpers/hostile-scene.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import type { Page } from "playwright-core";

/*
 * Everything that people write, as hostile as it can be, through every place in which it is shown, read by the parser of a browser: nothing
 * of it is alive, and all of it is there as text.
 */
useDatabase();
const mailbox = useMailbox();
const app = useApp();
const browser = useBrowser();

const noChromium = chromiumPath === null;
let parser: Page;
const judged = (given: readonly Given[]) => judge(parser, given, { mark, own: app.url });

/** A document with one thing alive in it of each kind that is looked for, and how many faults of which kind it has. */
const alive: Record<string, [html: string, fault: RegExp]> = {
  script: [`<script>alert("${mark}")</script>`, /^script/],
  "script from elsewhere": [`<script src="https://a.example/a.js"></script>`, /^script/],
  "script in a template": [`<template><p><script>${mark}</script></template>`, /^script/],
  handler: [`<img src="/a.png" alt="" onerror="x">`, /^handler/],
  "handler of a drawing": [`<svg onload=x></svg>`, /^handler/],
  "javascript address": [`<a href=" java\nscript:alert(1)">x</a>`, /^address/],
  "address by entities": [`<a href="&#106;avascript&colon;x">x</a>`, /^address/],
  "data address": [`<a href="data:text/html,x">x</a>`, /^address/],
  "vbscript address": [`<a href="VBScript:x">x</a>`, /^address/],
  "drawing as data": [`<img src="data:image/svg+xml,x" alt="">`, /^address/],
  "address of a button": [`<form action="/x"><button formaction="javascript:x">x</button></form>`, /^address/],
  form: [`<form action="https://a.example/x"></form>`, /^form/],
  "field of a name": [`<input name="${mark}">`, /^name/],
  "id that was written": [`<b id="${mark}">x</b>`, /^id/],
  frame: [`<iframe src="/x"></iframe>`, /^element/],
  "frame with a document": [`<iframe srcdoc="x"></iframe>`, /^srcdoc/],
  base: [`<base href="/">`, /^element/],
  "page that leads on": [`<meta http-equiv="refresh" content="0;url=/x">`, /^meta/],
  "foreign sheet": [`<style>${mark}{color:red}</style>`, /^style/],
  "sheet from elsewhere": [`<link rel="stylesheet" href="//${mark}.example">`, /^link/],
  "style of an element": [`<p style="position:fixed">x</p>`, /^style/],
  "quote that was left": [`<a href="/" title="a" ${mark}attr="1">x</a>`, /^attribute/],
  "picture from elsewhere": [`<img src="https://a.example/${mark}.png" alt="">`, /^picture/],
};

beforeAll(async () => {
  if (!noChromium) parser = await browser.get().newPage();
});

describe.skipIf(noChromium)("the judge", () => {
  test.each(Object.keys(alive))("finds: %s", async (kind) => {
    const [html, fault] = alive[kind]!;
    const [found] = await judged([{ name: kind, html: `<!doctype html><p>Before</p>${html}<p>After</p>` }]);
    expect(found!.faults.filter((one) => fault.test(one))).not.toEqual([]);
  });

  test("finds nothing in what is only told of", async () => {
    const html = `<p title="${mark} onerror=x">${Object.values(alive)
      .map(([told]) => told.replaceAll("<", "&lt;"))
      .join(" ")}</p>`;
    const [found] = await judged([{ name: "told", html: `<!doctype html>${html}` }]);
    expect(found!.faults).toEqual([]);
    expect(found!.text).toContain(`<script>alert("${mark}")</script>`);
  });
});

describe.skipIf(noChromium)("what is hostile", () => {
  let scene: HostileScene;
  beforeAll(async () => {
    scene = await makeHostileScene(app);
  }, 60_000);

  /** Pages that show it, to somebody, and those of them that show a text whole. */
  function sinks(): { path: string; as: Visitor; whole?: boolean }[] {
    const { space, people, first, second, third, posts, caseNumber, waitingId, keeper, french, writer, author } = scene;
    const guest = new Visitor(app);
    const topic = `/topics/${first.topic.publicId}/${first.topic.slug}`;
    const about = { kind: "reply", id: posts[1]!.id };
    const ofReply = new URLSearchParams(about).toString();
    const seenBy = (as: Visitor, paths: string[]) => paths.map((path) => ({ path, as }));
    return [
      ...[guest, keeper, first.visitor].map((as) => ({ path: topic, as, whole: true })),
      { path: `${topic}?at=2`, as: french },
      { path: `${topic}.data`, as: first.visitor },
      ...people.map((one) => ({ path: `/topics/${one.topic.publicId}/${one.topic.slug}`, as: guest })),
      ...people.map((one) => ({ path: `/people/${one.actor.handle}`, as: first.visitor })),
      ...seenBy(guest, ["/", "/forum", `/forum/${space}`, `/forum/${space}/charter`, "/forum/tags"]),
      ...seenBy(guest, [`/topics/${second.topic.publicId}/consultation`, `/replies/${posts[1]!.id}/reactions`]),
      ...seenBy(keeper, [`/forum/${space}/members`, `/forum/${space}/charter/history`, `/forum/${space}/charter/edit`]),
      ...seenBy(keeper, [
        `/forum/${space}/settings`,
        `/topics/${first.topic.publicId}/move`,
        `/topics/${first.topic.publicId}/merge`,
      ]),
      ...seenBy(keeper, [`/topics/${first.topic.publicId}/split`, `/topics/${first.topic.publicId}/poll`]),
      ...seenBy(keeper, [
        `/topics/${third.topic.publicId}/close`,
        `/topics/${second.topic.publicId}/consultation/lead`,
      ]),
      ...seenBy(keeper, ["/moderation", `/moderation/${caseNumber}`, "/moderation/log", "/moderation/waiting"]),
      ...seenBy(keeper, [`/moderation/new?${ofReply}`, `/people/${third.actor.handle}/record`, "/admin/people"]),
      ...seenBy(keeper, [`/replies/${posts[0]!.id}/edit`, `/replies/${posts[0]!.id}/history`, "/admin/audit"]),
      ...seenBy(first.visitor, [
        "/forum?tab=unread",
        "/forum?tab=mine",
        `/topics/${first.topic.publicId}/reply?quote=1`,
      ]),
      ...seenBy(first.visitor, ["/me/notifications", "/me/settings/profile", "/me/settings/forum", "/", "/me"]),
      ...seenBy(first.visitor, [`/report?${ofReply}`, `/replies/${posts[1]!.id}/translate?into=fr`, "/me/bookmarks"]),
      ...seenBy(first.visitor, [`/people/${second.actor.handle}/block`]),
      ...seenBy(author.visitor, ["/me/notifications", `/appeal?kind=reply&id=${posts[2]!.id}`]),
      ...seenBy(third.visitor, ["/me/drafts", "/me", `/topics/${second.topic.publicId}/reply`]),
      ...seenBy(writer, [`/waiting/${waitingId}`, "/me/drafts", "/me/notifications"]),
    ];
  }

  test("is dead and legible on every page", async () => {
    await askForMails(scene);
    const given: (Given & { whole?: boolean })[] = [
      { name: "a waiting post to decide about", html: scene.seenWaiting },
    ];
    for (const { path, as, whole } of sinks()) {
      const answer = await as.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect([path, answer.headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
      const policy = answer.headers.get("content-security-policy");
      if (policy) expect([path, /script-src[^;]*('unsafe-inline'|\*)/.test(policy)]).toEqual([path, false]);
      if ((answer.headers.get("content-type") ?? "").startsWith("text/html"))
        given.push({ name: path, html: answer.whole, whole });
    }
    const results = await judged(given);
    expect(results.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
    const shown = (text: string) => text.replace(/\s+/g, " ");
    for (const { name, text } of results.filter((_, index) => given[index]!.whole)) {
      for (const words of seenAsText) expect([name, words, text.includes(words)]).toEqual([name, words, true]);
      // Titles and names are what was written, without what hides or reorders them.
      const title = stripUnsafeCharacters(Object.values(lines)[0]!);
      expect([name, shown(text).includes(title)]).toEqual([name, true]);
    }
    const titles = results.find(({ name }) => name === `/forum/${scene.space}`)!.text;
    for (const line of Object.values(lines)) expect(shown(titles)).toContain(stripUnsafeCharacters(line));
    expect(titles).not.toMatch(/[\u202A-\u202E\u200B\u2060\u{E0041}]/u);
  }, 60_000);

  test("does nothing in a browser that runs what it is given", async () => {
    const context = await browser.get().newContext();
    const cookies = [...scene.first.visitor.cookies].map(([name, value]) => ({ name, value, url: app.url }));
    await context.addCookies(cookies);
    const page = await context.newPage();
    const happened: string[] = [];
    page.on("dialog", (dialog) => {
      happened.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(app.url)) happened.push(`request: ${request.url()}`);
    });
    page.on("console", (message) => {
      if (/content security policy|refused to/i.test(message.text())) happened.push(`refused: ${message.text()}`);
    });
    page.on("pageerror", (error) => happened.push(`error: ${error.message}`));
    const { first, space, second } = scene;
    const topic = `/topics/${first.topic.publicId}/${first.topic.slug}`;
    const paths = [topic, `/forum/${space}`, `/topics/${second.topic.publicId}/consultation`, "/me/notifications"];
    for (const path of [...paths, `/topics/${first.topic.publicId}/reply?quote=1`]) {
      await page.goto(app.url + path, { waitUntil: "load" });
      expect(new URL(page.url()).pathname).toBe(path.split("?")[0]);
    }
    expect(happened).toEqual([]);
    await context.close();
  }, 60_000);

  test("stays text in feeds, which are XML, and in what they carry", async () => {
    const { space, first } = scene;
    const guest = new Visitor(app);
    const given: Given[] = [];
    for (const path of [
      `/feeds/spaces/${space}.atom`,
      "/feeds/forum.atom",
      `/feeds/topics/${first.topic.publicId}.atom`,
    ]) {
      const answer = await guest.get(path);
      expect([path, answer.status, answer.headers.get("x-content-type-options")]).toEqual([path, 200, "nosniff"]);
      const xml = new SaxesParser({ xmlns: true });
      let text = "";
      xml.on("text", (piece) => (text += piece));
      xml.on("cdata", (piece) => (text += piece));
      xml.on("opentag", ({ local, uri, attributes }) => {
        expect([path, uri]).toEqual([path, "http://www.w3.org/2005/Atom"]);
        if (text.trim()) given.push({ name: `${path} before ${local}`, html: text });
        text = "";
        for (const { value } of Object.values(attributes) as { value: string }[])
          expect([value, /^\s*(javascript|data|vbscript):/i.test(value)]).toEqual([value, false]);
      });
      xml.on("closetag", ({ name, attributes }) => {
        // A reader of feeds takes a text for HTML where the feed says so; other texts are words.
        const type = (attributes as Record<string, { value: string } | undefined>).type?.value ?? "text";
        if (type === "html") given.push({ name: `${path} ${name}`, html: text });
        text = "";
      });
      xml.on("error", (error) => {
        throw error;
      });
      xml.write(answer.whole).close();
    }
    const results = await judged(given.filter(({ name }) => !name.includes(" before ")));
    expect(results.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
  });

  test("is no formula in a file, and no other cell", async () => {
    const { whole, headers } = await scene.keeper.get("/moderation/log.csv");
    expect(headers.get("content-type")).toContain("text/csv");
    const rows = parse(whole, { bom: true }) as unknown as string[][];
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(rows.flat().some((cell) => cell.includes(`<script>alert('${mark}')</script>`))).toBe(true);
  });

  test("is dead and legible in every mail, and writes none of its headers", async () => {
    const waiting = await db().outgoingMail.findMany({ where: { state: "waiting" }, orderBy: { createdAt: "asc" } });
    for (const { key } of waiting) await sendMail(key);
    await closeMail();
    const mails = mailbox.all();
    expect(mails.length).toBe(waiting.length);
    const keys = waiting.map(({ key }) => key.split(":")[0]);
    expect(keys.filter((key) => key === "digest")).toHaveLength(2);
    expect(new Set(keys).size).toBeGreaterThan(3);
    const senders = new Set(mails.map(({ mail }) => mail.from?.text));
    expect(senders.size).toBe(1);
    for (const { recipients, mail } of mails) {
      expect(recipients).toHaveLength(1);
      expect(addressesOf(mail)).toEqual(recipients);
      const names = [...mail.headers.keys()];
      expect(names.filter((name) => name.includes(mark) || ["bcc", "cc", "reply-to"].includes(name))).toEqual([]);
      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect([(mail.text ?? "").trim() !== "", Boolean(mail.html)]).toEqual([true, true]);
      expect(mail.attachments).toEqual([]);
    }
    const given = mails.map(({ mail }) => ({ name: mail.subject ?? "", html: mail.html || "" }));
    const results = await judged(given);
    expect(results.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
    // One of them carries a whole text, in both of its parts.
    const words = `<script>alert('${mark}')</script>`;
    const both = mails.filter(({ mail }, index) => mail.text!.includes(words) && results[index]!.text.includes(words));
    expect(both.length).toBeGreaterThan(5);
    for (const html of given.map((one) => one.html)) expect(html.match(/<style/g)).toHaveLength(1);
  }, 60_000);

  test("covers what the fixtures hold", () => {
    expect(scene.posts).toHaveLength(Object.keys(texts).length);
    expect(scene.people).toHaveLength(Object.keys(lines).length);
  });
});

function addressesOf(mail: ParsedMail): string[] {
  return [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ""));
}
