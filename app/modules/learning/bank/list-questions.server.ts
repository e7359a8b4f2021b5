import { unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { fieldError } from "#app/infra/app-error.ts";
import { db, type Db } from "#app/infra/db.server.ts";
import { findCategory } from "./change-categories.server.ts";
import { isId } from "./lock-bank.server.ts";
import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type QuestionFilter = {
  /** Words in titles and texts, in any language. */
  q: string;
  kind: QuestionKind | null;
  tag: string;
  /** The id of a category, its sub-categories included. */
  category: string;
  /** Questions of the bank, of quizzes, or of either. */
  home: "bank" | "quiz" | "any";
  isRemoved: boolean;
};

export type FoundQuestion = {
  id: string;
  kind: QuestionKind;
  marks: number;
  number: number;
  savedAt: Date;
  tags: string[];
  /** The beginning of its text; whoever shows it takes the signs of Markdown and HTML away. */
  title: Text;
  prompt: Text;
  languages: string[];
  /** Languages of the course that are missing, or older than the original. */
  missing: string[];
  outdated: string[];
  category: { id: string; title: Text } | null;
  unit: { slug: string; title: Text } | null;
  isRemoved: boolean;
};

type Found = Omit<FoundQuestion, "title" | "prompt" | "missing" | "outdated" | "category" | "unit"> & {
  titles: Record<string, string>;
  prompts: Record<string, string>;
  sources: Record<string, number>;
  categoryId: string | null;
  categoryTitle: unknown;
  unitSlug: string | null;
  unitTitles: unknown;
};

const questionPage = 30;

/**
 * A page of a course's questions, newest first; `after` is the id of the last one that was seen. One SQL statement.
 */
export async function listQuestionsFor(
  access: Authoring,
  filter: QuestionFilter,
  { language, after = null, limit = questionPage }: { language: string; after?: string | null; limit?: number },
): Promise<{ questions: FoundQuestion[]; next: string | null }> {
  const { course } = access;
  const rows = await db().$queryRaw<Found[]>`
    SELECT q.id, q.tags, q.removed_at IS NOT NULL AS "isRemoved", v.kind, v.marks, v.number, v.sources,
           v.created_at AS "savedAt", ARRAY(SELECT jsonb_object_keys(v.layers)) AS languages,
           (SELECT jsonb_object_agg(l.key, coalesce(l.value->>'title', '')) FROM jsonb_each(v.layers) l) AS titles,
           (SELECT jsonb_object_agg(l.key, left(l.value->>'prompt', 300)) FROM jsonb_each(v.layers) l) AS prompts,
           q.category_id AS "categoryId", c.title AS "categoryTitle", u.slug AS "unitSlug",
           ${unitTitles} AS "unitTitles"
      FROM questions q
      JOIN LATERAL (SELECT * FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
      LEFT JOIN question_categories c ON c.id = q.category_id
      LEFT JOIN units u ON u.id = q.unit_id
     WHERE q.course_id = ${course.id}::uuid ${conditions(filter)}
       ${after && isId(after) ? Prisma.sql`AND q.id < ${after}::uuid` : Prisma.empty}
     ORDER BY q.id DESC LIMIT ${limit + 1}`;
  const questions = rows.slice(0, limit).map((row) => present(row, course, language));
  return { questions, next: rows.length > limit ? (questions.at(-1)?.id ?? null) : null };
}

/** All different tags of a course's questions, at most 200. One SQL statement. */
export async function listTags({ course }: Authoring): Promise<string[]> {
  const rows = await db().$queryRaw<{ tag: string }[]>`
    SELECT DISTINCT t.tag FROM questions q, unnest(q.tags) AS t(tag)
     WHERE q.course_id = ${course.id}::uuid AND q.removed_at IS NULL ORDER BY t.tag LIMIT 200`;
  return rows.map(({ tag }) => tag);
}

/** How many questions a draw from a category and those below it, with all of `tags`, may choose from. */
export async function countDrawable(
  from: Db,
  { categoryId, tags }: { categoryId: string; tags: readonly string[] },
): Promise<number> {
  if (!isId(categoryId)) return 0;
  const [row] = await from.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
      FROM question_categories k
      JOIN question_categories c ON c.course_id = k.course_id AND (c.path = k.path OR starts_with(c.path, k.path || '/'))
      JOIN questions q ON q.category_id = c.id AND q.removed_at IS NULL AND q.tags @> ${[...tags]}::text[]
     WHERE k.id = ${categoryId}::uuid`;
  return row?.count ?? 0;
}

/**
 * How many questions a draw that is being written may choose from. Throws 400 without a category, 404 for one that
 * is not of this course.
 */
export async function countDraw(
  access: Authoring,
  { category, tags }: { category: string; tags: readonly string[] },
): Promise<number> {
  if (!category) throw fieldError("category", "error.field.required");
  const { id } = await findCategory(db(), access.course.id, category);
  return countDrawable(db(), { categoryId: id, tags });
}

function conditions({ q, kind, tag, category, home, isRemoved }: QuestionFilter): Prisma.Sql {
  const words = q.split(/\s+/).filter(Boolean).slice(0, 8);
  const parts = [
    isRemoved ? Prisma.sql`q.removed_at IS NOT NULL` : Prisma.sql`q.removed_at IS NULL`,
    ...(kind ? [Prisma.sql`v.kind = ${kind}`] : []),
    ...(tag ? [Prisma.sql`${tag} = ANY(q.tags)`] : []),
    ...(home === "any" ? [] : [home === "bank" ? Prisma.sql`q.unit_id IS NULL` : Prisma.sql`q.unit_id IS NOT NULL`]),
    ...(category && isId(category)
      ? [
          Prisma.sql`EXISTS (SELECT 1 FROM question_categories k
            WHERE k.id = ${category}::uuid AND (c.path = k.path OR starts_with(c.path, k.path || '/')))`,
        ]
      : []),
    ...words.map((word) => {
      const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
      return Prisma.sql`EXISTS (SELECT 1 FROM jsonb_each(v.layers) l
        WHERE l.value->>'title' ILIKE ${pattern} OR l.value->>'prompt' ILIKE ${pattern})`;
    }),
  ];
  return Prisma.sql`AND ${Prisma.join(parts, " AND ")}`;
}

function present(row: Found, course: Authoring["course"], language: string): FoundQuestion {
  const { titles, prompts, sources, categoryId, categoryTitle, unitSlug, unitTitles, ...rest } = row;
  const own = course.defaultLanguage;
  const sourceOf = (code: string) => sources[code] ?? row.number;
  return {
    ...rest,
    title: textIn(titles, language, own),
    prompt: textIn(prompts, language, own),
    missing: course.languages.filter((code) => !row.languages.includes(code)),
    outdated: row.languages.filter((code) => code !== own && sourceOf(code) < sourceOf(own)),
    category: categoryId ? { id: categoryId, title: textIn(categoryTitle, language, own) } : null,
    unit: unitSlug ? { slug: unitSlug, title: textIn(unitTitles, language, own) } : null,
  };
}
