import { JSONParser } from "@streamparser/json";
import { type ForeignItem, type ForeignPost, type ForeignText, Unreadable } from "./foreign.ts";

/*
 * What Discourse gives of a forum as JSON: the export of categories ("users", "categories", "topics" with "posts"), or what its API
 * answers, /t/<id>.json ("post_stream") and /categories.json, in one file or many.
 */

type Fields = Record<string, unknown>;

const ofTopic = ["id", "title", "slug", "category_id", "created_at", "post_stream.posts.*", "posts.*"];
const paths = [
  "$.users.*",
  "$.categories.*",
  "$.category_list.categories.*",
  ...ofTopic.flatMap((field) => [`$.${field}`, `$.topics.*.${field}`]),
];

/**
 * Everything in one file of a Discourse forum, value by value: no more than one post is held, however many a topic has. Throws `Unreadable`
 * "cut" for a file that ends early, "no_json" for one that is no JSON.
 */
export async function* readDiscourse({ name, chunks }: ForeignText): AsyncGenerator<ForeignItem> {
  const parser = new JSONParser({ paths, keepStack: false });
  let found: ForeignItem[] = [];
  const topics = new Map<string, Fields>();
  let failure: Error | null = null;
  parser.onError = (error) => void (failure ??= error);
  parser.onValue = ({ value, key, stack }) => {
    // $ > topics > 3 > posts > 7: where the topic's own fields stand, and whose they are.
    const names = [...stack.slice(1).map((level) => level.key), key];
    if (names[0] === "users") return found.push(...authorOf(value as Fields));
    if (names[0] === "categories" || names[0] === "category_list") return found.push(...categoryOf(value as Fields));
    const ref = names[0] === "topics" ? `${name}#${names[1]}` : name;
    const topic = topics.get(ref) ?? {};
    topics.set(ref, topic);
    if (typeof key === "number") return found.push(...postOf(value as Fields, ref));
    topic[String(key)] = value;
    return undefined;
  };
  for await (const chunk of chunks) {
    if (failure === null) parser.write(chunk);
    if (failure !== null) throw new Unreadable("no_json", name);
    yield* found;
    found = [];
  }
  if (!parser.isEnded) throw new Unreadable("cut", name);
  for (const [ref, topic] of topics) yield topicOf(ref, topic);
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const numeral = (value: unknown): string | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? String(value) : null;

function authorOf(user: Fields): ForeignItem[] {
  const id = numeral(user.id);
  if (!id) return [];
  const email = text(user.email) || null;
  return [{ kind: "author", id, name: text(user.name) || text(user.username), email }];
}

function categoryOf(category: Fields): ForeignItem[] {
  const id = numeral(category.id);
  return id ? [{ kind: "category", id, name: text(category.name) || id }] : [];
}

function topicOf(ref: string, topic: Fields): ForeignItem {
  const id = numeral(topic.id);
  if (!id) return { kind: "problem", id: ref, reason: "no_id" };
  const category = numeral(topic.category_id) ?? "";
  return { kind: "topic", ref, id, title: text(topic.title), category, paths: [`/t/${id}`] };
}

function postOf(post: Fields, ref: string): ForeignItem[] {
  const id = numeral(post.id);
  if (!id) return [{ kind: "problem", id: ref, reason: "no_id" }];
  const author = numeral(post.user_id) ?? (text(post.username) && `@${text(post.username).toLowerCase()}`);
  const raw = text(post.raw);
  const number = typeof post.post_number === "number" ? post.post_number : null;
  const hidden = post.hidden === true || post.deleted_at != null || post.post_type === 3;
  if (hidden) return [{ kind: "problem", id, reason: "hidden_there" }];
  const topicId = numeral(post.topic_id);
  const found: ForeignPost = {
    kind: "post",
    id,
    topic: ref,
    number,
    answers: numeral(post.reply_to_post_number),
    author: author || "",
    at: text(post.created_at),
    ...(raw ? { markup: "markdown", text: quotesOf(raw) } : { markup: "html", text: text(post.cooked) }),
    files: filesOf(raw || text(post.cooked)),
    note: null,
    paths: topicId && number !== null ? [`/t/${topicId}/${number}`] : [],
  };
  // The API names the author beside each post, the export in a list of its own.
  const named: ForeignItem[] =
    author.startsWith("@") || text(post.username)
      ? [{ kind: "author", id: author || "", name: text(post.name) || text(post.username), email: null }]
      : [];
  return [...named, found];
}

/** The uploads that a text shows: by the name under which an archive of the site holds them. */
function filesOf(body: string): ForeignPost["files"] {
  const names = [...body.matchAll(/(?:upload:\/\/|\/uploads\/[\w/.-]{0,200}\/)([\w-]{1,100}\.[a-zA-Z0-9]{2,5})/g)];
  return [...new Set(names.map(([, name]) => name!))].slice(0, 50).map((name) => ({ name, at: name }));
}

const opening = /^[ \t]*\[quote(?:="([^",\]]{0,80})[^\]]{0,200})?\][ \t]*/i;

/** Quotations of Discourse ([quote="awa, post:1, topic:2"] … [/quote]) as those of Markdown. */
function quotesOf(raw: string): string {
  if (!/\[quote/i.test(raw)) return raw;
  let depth = 0;
  const lines: string[] = [];
  for (let line of raw.split("\n")) {
    for (let match = opening.exec(line); match; match = opening.exec(line)) {
      depth += 1;
      line = line.slice(match[0].length);
      if (match[1]) lines.push(`${"> ".repeat(depth)}${match[1].trim()}:`, ">".repeat(depth));
    }
    const ends = line.match(/\[\/quote\]/gi)?.length ?? 0;
    const words = line.replace(/\[\/quote\]/gi, "").trimEnd();
    if (ends === 0 || words.trim()) lines.push(`${"> ".repeat(depth)}${words}`.trimEnd());
    depth = Math.max(0, depth - ends);
    if (ends > 0) lines.push(">".repeat(depth));
  }
  return lines.join("\n");
}
