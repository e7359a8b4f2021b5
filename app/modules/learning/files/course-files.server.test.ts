import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import {
  listCourseFiles,
  openCourseFile,
  putCourseFile,
  writeCourseFile,
} from "#app/modules/learning/files/course-files.server.ts";
import { courseFileLimits } from "#app/modules/learning/files/limits.ts";
import { readCourseFiles } from "#app/modules/learning/files/read-file.server.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const one = makePng({ colour: 1 });
const two = makePng({ colour: 2 });

describe("putCourseFile", () => {
  it("keeps a file, knows it again, and gives another one of the same name its own", async () => {
    const course = await makeCourse();
    const put = async (name: string, bytes: Buffer) => putCourseFile(await authoringOf(course), { name, bytes });
    expect(await put("Map.PNG", one)).toMatchObject({ name: "map.png", outcome: "created", width: 2, height: 3 });
    expect(await put("map.png", one)).toMatchObject({ name: "map.png", outcome: "unchanged" });
    expect(await put("map.png", two)).toMatchObject({ name: "map-2.png", outcome: "created" });
    expect(await put("map.png", two)).toMatchObject({ name: "map-2.png", outcome: "unchanged" });
    expect(await put("plan.png", one)).toMatchObject({ name: "plan.png", outcome: "created" });
    expect((await listCourseFiles({ course })).map(({ name }) => name)).toEqual(["map-2.png", "map.png", "plan.png"]);
    expect((await listCourseFiles({ course }, { after: "map-2.png", limit: 1 })).map(({ name }) => name)).toEqual([
      "map.png",
    ]);
    const files = await readCourseFiles(db(), course.id, ["map.png", "map-2.png", "none.png"]);
    expect([...files].map(([name, bytes]) => [name, bytes.equals(name === "map.png" ? one : two)])).toEqual([
      ["map-2.png", true],
      ["map.png", true],
    ]);
  });

  it("replaces when that is asked, and leaves nothing behind a rollback", async () => {
    const course = await makeCourse();
    await putCourseFile(await authoringOf(course), { name: "map.png", bytes: one });
    const replaced = await putCourseFile(
      await authoringOf(course),
      { name: "map.png", bytes: two },
      { onTaken: "replace" },
    );
    expect(replaced).toMatchObject({ name: "map.png", outcome: "changed" });
    const { open } = await openCourseFile(null, course.slug, "map.png");
    expect((await buffer(await open())).equals(two)).toBe(true);
    const failing = transaction(async (tx) => {
      await writeCourseFile(tx, course.id, { name: "other.png", bytes: one });
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await listCourseFiles({ course })).toHaveLength(1);
  });

  it("keeps files apart that come at once under one name", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    const pictures = [1, 2, 3, 4].map((colour) => makePng({ colour }));
    const put = await Promise.all(pictures.map((bytes) => putCourseFile(access, { name: "a.png", bytes })));
    expect(put.map(({ name }) => name).sort()).toEqual(["a-2.png", "a-3.png", "a-4.png", "a.png"]);
  });

  it("refuses what a course does not take, and more than a course holds", async () => {
    const course = await makeCourse();
    const script = { name: "a.html", bytes: Buffer.from("<script>") };
    await expect(putCourseFile(await authoringOf(course), script)).rejects.toMatchObject({
      code: "courses.file.unknown_type",
      status: 400,
    });
    await putCourseFile(await authoringOf(course), { name: "a.png", bytes: one });
    await db().courseFile.updateMany({ where: { courseId: course.id }, data: { bytes: courseFileLimits.totalBytes } });
    await expect(putCourseFile(await authoringOf(course), { name: "b.png", bytes: two })).rejects.toMatchObject({
      code: "courses.file.full",
      status: 409,
    });
  });
});

describe("openCourseFile", () => {
  it("opens files of a published course to all and of a draft to its staff", async () => {
    const course = await makeCourse();
    await putCourseFile(await authoringOf(course), { name: "map.png", bytes: one });
    const [author, stranger] = [await makeUser(), await makeUser()];
    await db().courseTrainer.create({ data: { courseId: course.id, userId: author.id, role: "author" } });
    const open = (actor: typeof author | null) => openCourseFile(actor, course.slug, "map.png");
    const { statements } = await countingStatements(() => open(null));
    expect(statements).toHaveLength(1);
    await db().course.update({ where: { id: course.id }, data: { state: "draft" } });
    await expect(open(null)).rejects.toMatchObject({ status: 404 });
    await expect(open(stranger)).rejects.toMatchObject({ status: 404 });
    expect((await open(author)).type).toBe("image/png");
    await expect(openCourseFile(author, course.slug, "none.png")).rejects.toMatchObject({ status: 404 });
  });
});
