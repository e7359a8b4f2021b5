import { db, pool } from "#app/infra/db.server.ts";
import { hashBody, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import { seed } from "#prisma/seed/index.ts";
import talk from "#prisma/seed/demo-talk.json" with { type: "json" };
import { addPeople, personId } from "./people.ts";
import { insertRows } from "./rows.ts";

export type Sizes = { people: number; topicsPerSpace: number; repliesPerTopic: number; longTopic: number };

/** The person whose pages are measured. */
export const member = 1;

const firstMoment = Date.UTC(2026, 0, 5, 8);
const minute = 60_000;

// The words of the demo's conversations, over and over: real sentences in three languages, with and without Markdown.
const posts = talk
  .flatMap(({ body, language, replies }) => [{ body, language }, ...replies])
  .map(({ body, language }) => ({ body, language, html: "", hash: hashBody(body) }));

/**
 * Fills an empty database with what the page benches read: the Open Roadmap, its spaces and the real course, people,
 * topics with replies in every space, one long topic in space 1.2. The same rows in every run. Returns the addresses.
 */
export async function fill(sizes: Sizes): Promise<Record<"home" | "space" | "topic" | "course" | "lesson", string>> {
  await seed({ demo: false, log: () => {} });
  await addPeople(sizes.people);
  for (const post of posts) post.html = renderPost(post.body, post.language);
  const long = await addTalk(sizes);
  await addWebinar();
  const course = await db().course.findFirstOrThrow({ select: { id: true, slug: true } });
  const lesson = await db().unit.findFirstOrThrow({
    where: { kind: "lesson", module: { position: 1 } },
    orderBy: { position: "asc" },
    select: { slug: true },
  });
  await db().enrolment.create({ data: { userId: personId(member), courseId: course.id }, select: { id: true } });
  await pool().query("VACUUM ANALYZE");
  return {
    home: "/",
    space: "/forum/1.2",
    topic: `/topics/${long.publicId}/${long.slug}`,
    course: `/courses/${course.slug}`,
    lesson: `/courses/${course.slug}/${lesson.slug}`,
  };
}

async function addTalk({ people, topicsPerSpace, repliesPerTopic, longTopic }: Sizes) {
  const spaces = await db().space.findMany({ select: { code: true }, orderBy: { code: "asc" } });
  const topics: Record<string, unknown>[] = [];
  const replies: Record<string, unknown>[] = [];
  let clock = firstMoment;
  let count = 0;
  const nextAuthor = () => personId((count++ % (people - 1)) + 2);
  for (const { code } of spaces) {
    for (let n = 1; n <= topicsPerSpace; n++) {
      const id = topicId(topics.length + 1);
      const isLong = code === "1.2" && n === topicsPerSpace;
      const last = isLong ? longTopic : repliesPerTopic;
      const created = new Date((clock += minute)).toISOString();
      let author = "";
      for (let number = 0; number <= last; number++) {
        author = nextAuthor();
        const { body, html, language, hash } = posts[replies.length % posts.length]!;
        replies.push({
          id: replyId(replies.length + 1),
          topic_id: id,
          number,
          author_id: author,
          body,
          html,
          language,
          renderer_version: markdownRendererVersion,
          body_hash: hash,
          client_id: `bench-${replies.length}`,
          version: 1,
          created_at: new Date((clock += minute)).toISOString(),
        });
      }
      topics.push({
        id,
        public_id: topics.length + 1,
        space_code: code,
        author_id: replies.at(-last - 1)!.author_id,
        title: `How others did it, part ${n} of ${code}`,
        slug: `how-others-did-it-part-${n}`,
        language: "en",
        created_at: created,
        last_reply_number: last,
        last_reply_at: new Date(clock).toISOString(),
        last_reply_author_id: author,
        reply_count: last,
        first_answer: last > 0 ? 1 : 0,
      });
    }
  }
  await insertRows("topics", topics);
  await insertRows("replies", replies);
  await pool().query(
    `UPDATE spaces s SET topic_count = t.topics, reply_count = t.replies, last_activity_at = t.last
       FROM (SELECT space_code, count(*) AS topics, sum(reply_count) AS replies, max(last_reply_at) AS last
               FROM topics GROUP BY space_code) t WHERE t.space_code = s.code`,
  );
  await pool().query(
    "SELECT setval(pg_get_serial_sequence('topics', 'public_id'), (SELECT max(public_id) FROM topics))",
  );
  const long = topics.find((topic) => topic.reply_count === longTopic)!;
  return { publicId: long.public_id as number, slug: long.slug as string };
}

/** One webinar a week ahead, because the home page shows the next ones. */
async function addWebinar() {
  const startsAt = new Date(Date.now() + 7 * 24 * 60 * minute);
  await db().webinar.create({
    data: {
      slug: "mapping",
      title: "Mapping the digital sectors",
      description: "",
      html: "",
      language: "en",
      rendererVersion: markdownRendererVersion,
      zone: "Africa/Dakar",
      trainerId: personId(2),
      startsAt,
      endsAt: new Date(startsAt.getTime() + 60 * minute),
    },
    select: { id: true },
  });
}

const topicId = (n: number) => `00000000-0000-7000-9000-${n.toString(16).padStart(12, "0")}`;
const replyId = (n: number) => `00000000-0000-7000-a000-${n.toString(16).padStart(12, "0")}`;
