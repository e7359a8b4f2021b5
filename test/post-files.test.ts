import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { addPostFile } from "#app/modules/forum/files/add-file.server.ts";
import { cleanUpFiles } from "#app/modules/forum/files/clean-up-files.server.ts";
import { openPostFile } from "#app/modules/forum/files/open-file.server.ts";
import { documentKey, pictureKey, postFileLimits, uploadKey } from "#app/modules/forum/files/post-file-limits.ts";
import { preparePostPicture } from "#app/modules/forum/files/prepare-picture.server.ts";
import { unusedFileDays } from "#app/modules/forum/limits.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { renderPost } from "#app/modules/forum/render-post.server.ts";
import { deletePost, restorePost } from "#app/modules/forum/states/delete-post.server.ts";
import { moderatePost } from "#app/modules/forum/states/moderate-post.server.ts";
import { shareEditing } from "#app/modules/forum/states/share-editing.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { zip } from "#test/helpers/zip.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const csv = Buffer.from("country;law\nKE;2020\n");
const photograph = () =>
  sharp({ create: { width: 1800, height: 1200, channels: 3, background: "#246" } })
    .withExif({ IFD0: { Model: "A camera" }, IFD3: { GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer();

const add = async (actor: Actor, file: { name: string; bytes: Uint8Array; alt?: string }, spaceCode?: string) =>
  addPostFile(actor, { alt: "", ...file, spaceCode: spaceCode ?? (await makeSpace()).code });
const addressesIn = (markdown: string) =>
  [...markdown.matchAll(/\((\/forum\/files\/[^)]+)\)/g)].map(([, address]) => address!);
const nameIn = (markdown: string) => /files\/([0-9a-f]{32})/.exec(markdown)![1]!;
const lastOf = (address: string) => address.split("/").at(-1)!;
const opens = (actor: MaybeActor, address: string) =>
  openPostFile(actor, lastOf(address)).then(
    ({ content }) => (content?.stream.destroy(), true),
    (error: { status: number }) => error.status,
  );
const isKept = (key: string) =>
  openFile(key).then(
    ({ stream }) => (stream.destroy(), true),
    () => false,
  );
const openingOf = ({ id }: { id: string }) =>
  db().reply.findFirstOrThrow({
    where: { topicId: id, number: 0 },
    select: { id: true, version: true, body: true, html: true },
  });

describe("a picture of a post", () => {
  it("is drawn anew in two sizes without place and camera, and what was uploaded goes", async () => {
    const author = await makeUser();
    const markdown = await add(author, {
      name: "IMG 1.JPG",
      bytes: await photograph(),
      alt: "The hall [full] of *people*",
    });
    const name = nameIn(markdown);
    expect(addressesIn(markdown)).toEqual([`/forum/files/${name}-640x427.webp`, `/forum/files/${name}.webp`]);
    expect((await openPostFile(author, lastOf(addressesIn(markdown)[0]!))).content).toBeNull();
    await preparePostPicture({ name });
    await preparePostPicture({ name });
    expect(await isKept(uploadKey(name))).toBe(false);
    for (const [address, width] of [
      [addressesIn(markdown)[0]!, 640],
      [addressesIn(markdown)[1]!, 1600],
    ] as const) {
      const { content, type } = await openPostFile(author, lastOf(address));
      const bytes = await buffer(content!.stream);
      const { exif, format, ...size } = await sharp(bytes).metadata();
      expect([type, format, exif, size.width]).toEqual(["image/webp", "webp", undefined, width]);
    }
    const html = renderPost(markdown, "en");
    expect(html).toContain('width="640" height="427"');
    expect(html).toContain('alt="The hall [full] of *people*"');
    expect(html).toContain('loading="lazy"');
  });

  it("that cannot be unpacked is failed, and shown to nobody", async () => {
    const author = await makeUser();
    const whole = await photograph();
    const markdown = await add(author, { name: "cut.jpg", bytes: whole.subarray(0, whole.length / 2) });
    await preparePostPicture({ name: nameIn(markdown) });
    expect(await opens(author, addressesIn(markdown)[0]!)).toBe(404);
  });
});

describe("a picture that is something else as well", () => {
  const words = '<script>alert("pwned")</script>';
  const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#246" } });

  /** A GIF of 10,799 by 10 pixels: its size is written as the beginning of a comment of JavaScript, which ends behind it. */
  async function gifAndScript() {
    const gif = await flat(0x2a2f, 10).gif().toBuffer();
    const both = Buffer.concat([gif, Buffer.from('*/=1;alert("pwned")')]);
    expect(() => new Function(both.toString("latin1"))).not.toThrow();
    return both;
  }
  /** A JPEG with a page in a comment at its beginning, and an archive behind it: archives are read from their end. */
  async function jpegPageAndArchive() {
    const jpeg = await flat(90, 60).jpeg().toBuffer();
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, words.length + 2]), Buffer.from(words)]);
    return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), zip([{ name: "a.html", data: words }])]);
  }

  it.each([
    ["a script", "a.gif.js", gifAndScript],
    ["a page and an archive", "a.jpg.html", jpegPageAndArchive],
  ])("is drawn anew and nothing else any more, where it is also %s", async (_what, name, make) => {
    const author = await makeUser();
    const bytes = await make();
    const markdown = await add(author, { name, bytes });
    const file = nameIn(markdown);
    await preparePostPicture({ name: file });
    expect(await isKept(uploadKey(file))).toBe(false);
    for (const address of addressesIn(markdown)) {
      const { content, type } = await openPostFile(author, lastOf(address));
      const drawn = await buffer(content!.stream);
      expect([type, (await sharp(drawn).metadata()).format]).toEqual(["image/webp", "webp"]);
      for (const trace of ["pwned", "<script", "PK\x03\x04"]) expect(drawn.includes(trace, 0, "latin1")).toBe(false);
    }
  });
});

describe("a picture of forty megapixels", () => {
  it("comes through to what the worker draws", async () => {
    const author = await makeUser();
    const bytes = await sharp({ create: { width: 8000, height: 5000, channels: 3, background: "#246" } })
      .jpeg()
      .toBuffer();
    const markdown = await add(author, { name: "hall.jpg", bytes });
    await preparePostPicture({ name: nameIn(markdown) });
    const sizes = await Promise.all(
      addressesIn(markdown).map(async (address) => {
        const { content } = await openPostFile(author, lastOf(address));
        const { width, height } = await sharp(await buffer(content!.stream)).metadata();
        return [width, height];
      }),
    );
    expect(sizes).toEqual([
      [640, 400],
      [1600, 1000],
    ]);
  });
});

describe("a file that is brought", () => {
  it("is what its content says, under its own name in any script", async () => {
    const author = await makeUser();
    const pdf = Buffer.from("%PDF-1.7\n%also <script>alert(1)</script>\n");
    const markdown = await add(author, { name: "تقرير\u202Egpj.exe", bytes: pdf });
    expect(markdown).toMatch(/^\[تقريرgpj\.pdf \(1 KB\)\]\(\/forum\/files\/[0-9a-f]{32}\.pdf\)$/);
    const { fileName, type, isPicture, content } = await openPostFile(author, lastOf(addressesIn(markdown)[0]!));
    content!.stream.destroy();
    expect([fileName, type, isPicture]).toEqual(["تقريرgpj.pdf", "application/pdf", false]);
  });

  const macros = zip([
    { name: "[Content_Types].xml", data: "<a/>", stored: true },
    { name: "word/vbaProject.bin", data: "x", stored: true },
  ]);
  it.each([
    [
      "a drawing with scripts",
      { name: "a.png", bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
      "forum.file.error.svg",
    ],
    ["a page", { name: "a.txt.html", bytes: Buffer.from("<html><script>1</script>") }, "forum.file.error.type"],
    ["a program", { name: "a.pdf", bytes: Buffer.from("MZ\x90\0\x03") }, "forum.file.error.type"],
    ["a document with macros", { name: "a.docx", bytes: macros }, "forum.file.error.type"],
    ["a sound", { name: "a.mp3", bytes: Buffer.from("ID3\x04\0\0\0") }, "forum.file.error.type"],
    ["nothing", { name: "a.pdf", bytes: Buffer.alloc(0) }, "forum.file.error.type"],
    ["too many pixels", { name: "a.png", bytes: makePng({ width: 8000, height: 7000 }) }, "forum.file.error.pixels"],
    [
      "a picture of no size",
      { name: "a.png", bytes: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") },
      "forum.file.error.broken",
    ],
    [
      "too many bytes",
      { name: "a.pdf", bytes: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(postFileLimits.bytes.document)]) },
      "error.field.file_too_large",
    ],
  ])("is refused when it is %s", async (_what, file, code) => {
    const author = await makeUser();
    await expect(add(author, file)).rejects.toMatchObject({ details: { fields: { file: { code } } } });
    expect(await db().postFile.count({ where: { authorId: author.id } })).toBe(0);
  });

  it("is taken of forty megapixels, and of a new person three times a day", async () => {
    const newcomer = { ...(await makeUser({ trustedAt: null })), isNew: true };
    await add(newcomer, { name: "a.png", bytes: makePng({ width: 8000, height: 5000 }) });
    for (const name of ["b.csv", "c.csv"]) await add(newcomer, { name, bytes: csv });
    await expect(add(newcomer, { name: "d.csv", bytes: csv })).rejects.toMatchObject({ status: 429 });
    await expect(addPostFile(null, { spaceCode: "1.1", alt: "", name: "d.csv", bytes: csv })).rejects.toMatchObject({
      status: 401,
    });
  });
});

it("nobody keeps more than so much that stands in no post", async () => {
  const author = await makeUser();
  const markdown = await add(author, { name: "a.csv", bytes: csv });
  await db().postFile.updateMany({ where: { authorId: author.id }, data: { bytes: postFileLimits.unused } });
  const code = "forum.file.error.unused";
  const more = () => add(author, { name: "b.csv", bytes: csv });
  await expect(more()).rejects.toMatchObject({ details: { fields: { file: { code } } } });
  await makeTopic({ author, body: markdown });
  await expect(more()).resolves.toContain("b.csv");
});

describe("a file is read by whoever reads a post that shows it", () => {
  it("once it is posted, while the post is in sight, and its owner and the facilitators at any time", async () => {
    const { code } = await makeSpace();
    const author = await makeUser();
    const facilitator = await makeSpaceMember(await makeUser(), code, "facilitator");
    const markdown = await add(author, { name: "laws.csv", bytes: csv }, code);
    const [address] = addressesIn(markdown) as [string];
    const seen = () => Promise.all([null, author, facilitator].map((who) => opens(who, address)));
    expect(await seen()).toEqual([404, true, true]);
    const topic = await makeTopic({ author, spaceCode: code, body: markdown });
    expect(await seen()).toEqual([true, true, true]);
    const { id } = await openingOf(topic);
    await deletePost(author, id);
    expect(await seen()).toEqual([404, true, true]);
    await restorePost(author, id);
    expect(await seen()).toEqual([true, true, true]);
    // Taken out by an edit, it is the author's alone again.
    await editReply(author, { id, version: 1, body: "Without the list." });
    expect(await seen()).toEqual([404, true, true]);
  });

  it("and a link to it in somebody else's post lets nobody read it who could not", async () => {
    const { code } = await makeSpace({ joinMode: "members" });
    const author = await makeSpaceMember(await makeUser(), code);
    const markdown = await add(author, { name: "laws.csv", bytes: csv }, code);
    const [address] = addressesIn(markdown) as [string];
    await makeTopic({ author, spaceCode: code, body: markdown });
    const member = await makeSpaceMember(await makeUser(), code);
    expect(await opens(member, address)).toBe(true);
    // Quoted in the open.
    await makeTopic({ author: member, body: markdown });
    expect(await opens(null, address)).toBe(404);
    expect(await opens(await makeUser(), address)).toBe(404);
  });

  it("of a wiki stays when others change the text round it, and each brings files of their own", async () => {
    const topic = await makeTopic({ at: new Date(Date.now() - 3_600_000) });
    const { id } = await openingOf(topic);
    const [first] = addressesIn(await add(topic.author, { name: "a.csv", bytes: csv }, topic.spaceCode)) as [string];
    await editReply(topic.author, { id, version: 1, body: `[a](${first})` });
    await shareEditing(topic.author, { id, set: "on" });
    const member = await makeUser();
    const [second] = addressesIn(await add(member, { name: "b.csv", bytes: csv }, topic.spaceCode)) as [string];
    await editReply(member, { id, version: 2, body: `[a](${first}) [b](${second})` });
    expect([await opens(null, first), await opens(null, second)]).toEqual([true, true]);
  });

  it("and a wiki's older text brings its files back, whoever brings it", async () => {
    const topic = await makeTopic({ at: new Date(Date.now() - 3_600_000) });
    const { id } = await openingOf(topic);
    const [address] = addressesIn(await add(topic.author, { name: "a.csv", bytes: csv }, topic.spaceCode)) as [string];
    await editReply(topic.author, { id, version: 1, body: `[a](${address})` });
    await shareEditing(topic.author, { id, set: "on" });
    await editReply(await makeUser(), { id, version: 2, body: "Without it." });
    expect(await opens(null, address)).toBe(404);
    // Half a year later the file is still there: it counts from when it was taken out.
    await db().postFile.updateMany({ where: { authorId: topic.author.id }, data: { createdAt: new Date(0) } });
    await cleanUpFiles();
    await editReply(await makeUser(), { id, version: 3, body: `[a](${address})` });
    expect(await opens(null, address)).toBe(true);
  });

  it("and not by the facilitators of the space that its topic has left for one they do not see", async () => {
    const [from, to] = [await makeSpace(), await makeSpace({ joinMode: "members" })];
    const author = await makeSpaceMember(await makeUser(), to.code);
    const facilitator = await makeSpaceMember(await makeUser(), from.code, "facilitator");
    const [address] = addressesIn(await add(author, { name: "a.csv", bytes: csv }, from.code)) as [string];
    const topic = await makeTopic({ author, spaceCode: from.code, body: `[a](${address})` });
    expect(await opens(facilitator, address)).toBe(true);
    await db().topic.update({ where: { id: topic.id }, data: { spaceCode: to.code } });
    expect([await opens(facilitator, address), await opens(author, address)]).toEqual([404, true]);
  });

  it.each(["../../etc/passwd", "x.webp", `${"0".repeat(32)}.webp`, `${"0".repeat(32)}-1x1.svg`])(
    "and %s is none",
    async (last) => {
      expect(await opens(await makeUser({ role: "administrator" }), last)).toBe(404);
    },
  );
});

describe("files go", () => {
  it("with a post that is erased, and when they stand in none for longer than a draft is kept", async () => {
    const author = await makeUser();
    const [erased, used, unused] = [
      await add(author, { name: "a.csv", bytes: csv }),
      await add(author, { name: "b.csv", bytes: csv }),
      await add(author, { name: "c.png", bytes: makePng() }),
    ];
    const topic = await makeTopic({ author, body: erased });
    await makeTopic({ body: "Kept", author: await makeUser({ role: "trainer" }) });
    const other = await makeTopic({ author: await makeUser({ role: "trainer" }) });
    await db().postFileUse.create({ data: { replyId: (await openingOf(other)).id, file: nameIn(used) } });
    await preparePostPicture({ name: nameIn(unused) });
    const by = (await makeUser({ role: "administrator" })).id;
    const { id } = await openingOf(topic);
    await transaction((tx) => moderatePost(tx, id, () => ({ to: "purged", by, reason: null, at: new Date() })));
    expect(await cleanUpFiles()).toBe(1);
    expect(await isKept(documentKey(nameIn(erased)))).toBe(false);
    expect(await isKept(pictureKey(nameIn(unused), "inText"))).toBe(true);
    await cleanUpFiles({ at: new Date(Date.now() + (unusedFileDays + 1) * 86_400_000) });
    expect(await isKept(pictureKey(nameIn(unused), "inText"))).toBe(false);
    expect(await isKept(documentKey(nameIn(used)))).toBe(true);
  });
});
