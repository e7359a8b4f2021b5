import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { putCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import { importQuestions } from "#app/modules/learning/interchange/questions/import-questions.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

describe("/courses/:slug/files/:name", () => {
  it("shows a picture, once, and runs nothing", async () => {
    const course = await makeCourse();
    const bytes = makePng();
    await putCourseFile(await authoringOf(course), { name: "map.png", bytes });
    const address = `${app.url}/courses/${course.slug}/files/map.png`;
    const response = await fetch(address);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const header = (name: string) => response.headers.get(name);
    expect([header("content-type"), header("content-length")]).toEqual(["image/png", String(bytes.length)]);
    expect(header("content-disposition")).toBe('inline; filename="map.png"');
    expect(header("content-security-policy")).toContain("sandbox");
    expect(header("x-content-type-options")).toContain("nosniff");
    const again = await fetch(address, { headers: { "If-None-Match": header("etag")! } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await fetch(address, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/png"]);
  });

  it("lets everything else only be saved", async () => {
    const course = await makeCourse();
    await putCourseFile(await authoringOf(course), {
      name: "people.csv",
      bytes: Buffer.from("name\n<script>alert(1)</script>"),
    });
    const response = await fetch(`${app.url}/courses/${course.slug}/files/people.csv`);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="people.csv"');
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await fetch(`${app.url}/courses/${course.slug}/files/none.csv`)).status).toBe(404);
    expect((await fetch(`${app.url}/courses/${course.slug}/files/..%2Fx.csv`)).status).toBe(404);
  });
});

describe("/teach/:slug/questions/export/:format", () => {
  it("hands the bank out as a file, to its authors", async () => {
    const course = await makeCourse();
    const author = await makeUser();
    await db().courseTrainer.create({ data: { courseId: course.id, userId: author.id, role: "author" } });
    const access = await getAuthoringFor(author, course.slug, "en");
    const xml = `<quiz><question type="cloze"><name><text>Gaps</text></name><questiontext format="html"><text>{1:SA:=a}</text></questiontext></question>
      <question type="essay"><name><text>Long</text></name><questiontext format="html"><text>Why?</text></questiontext></question></quiz>`;
    const bytes = Buffer.from(xml);
    await importQuestions(access, { name: "a.xml", bytes, into: { categoryPath: "" }, language: "en" });
    const visitor = await signedIn(app, author);
    const ask = (format: string) => visitor.get(`/teach/${course.slug}/questions/export/${format}`);
    const gift = await ask("gift");
    expect([gift.status, gift.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(gift.headers.get("content-disposition")).toBe(`attachment; filename="${course.slug}.questions.en.gift"`);
    expect(gift.body).toContain("::Long::");
    expect((await ask("xml")).body).toContain("{1:SHORTANSWER:=a}");
    expect((await ask("pdf")).status).toBe(404);
    const stranger = await signedIn(app, await makeUser());
    expect((await stranger.get(`/teach/${course.slug}/questions/export/gift`)).status).toBe(403);
  });
});
