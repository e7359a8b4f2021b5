import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { cleanUpPictures, picturesBatch } from "./clean-up-pictures.server.ts";
import { drawFace } from "./draw-face.server.ts";
import { pictureKey, pictureLimits, strayMinutes, uploadKey } from "./limits.ts";
import { openPicture } from "./open-picture.server.ts";
import { preparePicture } from "./prepare-picture.server.ts";
import { getPictureState, removePicture, savePicture } from "./save-picture.server.ts";

useDatabase();

const ink = { r: 20, g: 60, b: 120 };
const plain = (width = 200, height = 120) => sharp({ create: { width, height, channels: 3, background: ink } });
const jpeg = () => plain().jpeg().toBuffer();
const later = () => new Date(Date.now() + (strayMinutes + 1) * 60_000);

/** What waits for the worker is done. */
async function prepared(actor: Actor): Promise<void> {
  const { pictureUpload } = await db().user.findUniqueOrThrow({ where: { id: actor.id } });
  await preparePicture({ userId: actor.id, upload: pictureUpload! });
}

const nameOf = async (actor: Actor) => (await getPictureState(actor)).picture!;
const isKept = async (key: string) =>
  openFile(key).then(
    ({ stream }) => !stream.destroy().readable || true,
    () => false,
  );

describe("a picture that is uploaded", () => {
  it("waits, is made ready in two sizes and two formats, and is shown to all", async () => {
    const actor = await makeUser();
    expect(await getPictureState(actor)).toEqual({ picture: null, state: "none" });
    await savePicture(actor, await jpeg());
    expect(await getPictureState(actor)).toEqual({ picture: null, state: "preparing" });
    await prepared(actor);
    expect(await getPictureState(actor)).toMatchObject({
      picture: expect.stringMatching(/^[0-9a-f]{32}$/),
      state: "ready",
    });
    const picture = await nameOf(actor);
    for (const side of [96, 320] as const) {
      for (const format of ["avif", "webp"] as const) {
        const { stream } = await openPicture({ picture, side, format });
        const found = await sharp(await buffer(stream)).metadata();
        expect(found).toMatchObject({ width: side, height: side, format: format === "avif" ? "heif" : "webp" });
      }
    }
    const shown = await db().$queryRaw`SELECT picture FROM ${allPeople} u WHERE id = ${actor.id}::uuid`;
    expect(shown).toEqual([{ picture }]);
  });

  it("is another one for each person, though the file is the same", async () => {
    const [one, two] = [await makeUser(), await makeUser()];
    for (const actor of [one, two]) {
      await savePicture(actor, await jpeg());
      await prepared(actor);
    }
    expect(await nameOf(one)).not.toBe(await nameOf(two));
  });

  it("gives way to one that came after it, and is not made twice", async () => {
    const actor = await makeUser();
    await savePicture(actor, await jpeg());
    const { pictureUpload: first } = await db().user.findUniqueOrThrow({ where: { id: actor.id } });
    await savePicture(actor, await plain(90, 90).png().toBuffer());
    await preparePicture({ userId: actor.id, upload: first! });
    expect(await getPictureState(actor)).toEqual({ picture: null, state: "preparing" });
    await prepared(actor);
    const picture = await nameOf(actor);
    await preparePicture({ userId: actor.id, upload: first! });
    expect(await nameOf(actor)).toBe(picture);
  });

  it.each([
    ["a text", Buffer.from("hello"), "accounts.picture.error.type"],
    [
      "a drawing with scripts",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
      "accounts.picture.error.type",
    ],
    ["a stamp", makePng({ width: 20, height: 20 }), "accounts.picture.error.small"],
    ["more pixels than we unpack", makePng({ width: 8_000, height: 7_000 }), "accounts.picture.error.pixels"],
    ["more bytes than we take", Buffer.alloc(pictureLimits.bytes + 1), "error.field.file_too_large"],
  ])("is refused when it is %s", async (_what, bytes, code) => {
    const actor = await makeUser();
    await expect(savePicture(actor, bytes)).rejects.toMatchObject({ details: { fields: { picture: { code } } } });
    expect(await getPictureState(actor)).toEqual({ picture: null, state: "none" });
  });

  it("says so when it cannot be read, and keeps the one before", async () => {
    const actor = await makeUser();
    await savePicture(actor, await jpeg());
    await prepared(actor);
    const before = await nameOf(actor);
    const whole = await plain(400, 400).png({ compressionLevel: 0 }).toBuffer();
    await savePicture(actor, whole.subarray(0, whole.length / 3));
    await prepared(actor);
    expect(await getPictureState(actor)).toEqual({ picture: before, state: "failed" });
    await savePicture(actor, await jpeg());
    expect((await getPictureState(actor)).state).toBe("preparing");
  });
});

describe("a face", () => {
  it("is turned as the photograph was taken, and keeps nothing else of it", async () => {
    const halves = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#fff" } })
      .composite([{ input: await plain(300, 150).png().toBuffer(), top: 0, left: 0 }])
      .withExif({ IFD0: { Copyright: "Somebody", Model: "A camera" }, IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer();
    const drawn = (await drawFace(halves))!;
    const picture = sharp(drawn[96].webp);
    const { exif, xmp, orientation } = await picture.metadata();
    expect([exif, xmp, orientation]).toEqual([undefined, undefined, undefined]);
    const { data } = await picture.raw().toBuffer({ resolveWithObject: true });
    // Upside down: what was ink above is ink below.
    expect(data[0]).toBeGreaterThan(200);
    expect(data[data.length - 3]).toBeLessThan(80);
  });

  it("is the first frame of an animation", async () => {
    const one = await plain(80, 80).png().toBuffer();
    const frames = await sharp([one, makePng({ width: 80, height: 80, colour: 200 })], { join: { animated: true } })
      .gif({ delay: [50, 50] })
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);
    const drawn = (await drawFace(frames))!;
    const { width, height, pages = 1 } = await sharp(drawn[96].webp).metadata();
    expect([width, height, pages]).toEqual([96, 96, 1]);
  });

  it("is none of what unpacks to too much, or is broken", async () => {
    expect(await drawFace(makePng({ width: 8_000, height: 7_000 }))).toBeNull();
    expect(await drawFace((await jpeg()).subarray(0, 200))).toBeNull();
  });
});

describe("a picture that is no longer shown", () => {
  it("is gone at once when its person is suspended, has left, or has removed it", async () => {
    const actor = await makeUser();
    await savePicture(actor, await jpeg());
    await prepared(actor);
    const wish = { picture: await nameOf(actor), side: 96, format: "webp" } as const;
    const open = () => openPicture(wish).then(({ stream }) => void stream.destroy());
    const person = (data: object) => db().user.update({ where: { id: actor.id }, data });
    await expect(open()).resolves.toBeUndefined();
    await person({ suspendedUntil: later() });
    await expect(open()).rejects.toMatchObject({ status: 404 });
    expect(await db().$queryRaw`SELECT picture FROM ${allPeople} u WHERE id = ${actor.id}::uuid`).toEqual([
      { picture: null },
    ]);
    await person({ suspendedUntil: null, endedAt: new Date() });
    await expect(open()).rejects.toMatchObject({ status: 404 });
    await person({ endedAt: null });
    await expect(open()).resolves.toBeUndefined();
    await removePicture(actor);
    await expect(open()).rejects.toMatchObject({ status: 404 });
    await expect(openPicture({ ...wish, side: 97 })).rejects.toMatchObject({ status: 404 });
    await expect(openPicture({ ...wish, picture: "../x" })).rejects.toMatchObject({ status: 404 });
  });

  it("is deleted from the store within the hour, and no other", async () => {
    const [one, two] = [await makeUser(), await makeUser()];
    for (const actor of [one, two]) {
      await savePicture(actor, await jpeg());
      await prepared(actor);
    }
    const [gone, kept] = [await nameOf(one), await nameOf(two)];
    await savePicture(two, await jpeg());
    const { pictureUpload: waiting } = await db().user.findUniqueOrThrow({ where: { id: two.id } });
    await removePicture(one);
    expect(await cleanUpPictures()).toBe(0);
    while ((await cleanUpPictures({ at: later() })) === picturesBatch);
    expect(await isKept(pictureKey(gone, 96, "avif"))).toBe(false);
    expect(await isKept(pictureKey(gone, 320, "webp"))).toBe(false);
    expect(await isKept(pictureKey(kept, 320, "webp"))).toBe(true);
    expect(await isKept(uploadKey(waiting!))).toBe(true);
    expect(await db().faceFile.count({ where: { name: gone } })).toBe(0);
    expect(await db().faceFile.count({ where: { name: { in: [kept, waiting!] } } })).toBe(2);
  });
});
