import { createHash } from "node:crypto";
import { readMail } from "#app/infra/mail-reading.server.ts";
import { type ForeignBytes, type ForeignItem, Unreadable } from "./foreign.ts";
import { type MboxMessage, readMessages } from "./mbox-messages.ts";
import { type Linked, type Threaded, threadsOf } from "./threads.ts";

/**
 * Every message of a mailing list's mailbox. Read twice: first for who answers whom, which is all that is held, then message by
 * message. Throws `Unreadable` "no_mbox" for a file without a message.
 */
export async function* readMbox({ name, open }: ForeignBytes): AsyncGenerator<ForeignItem> {
  const links: Linked[] = [];
  for await (const message of readMessages(open())) links.push(linksOf(message));
  if (links.length === 0) throw new Unreadable("no_mbox", name);
  const threads = threadsOf(links);
  yield { kind: "category", id: "list", name };
  const begun = new Set<string>();
  let index = 0;
  for await (const message of readMessages(open())) yield* itemsOf(message, links[index++]!.id, threads, begun, name);
}

const idPattern = /<[^<>\s]{1,400}>/g;

function linksOf({ bytes, start }: MboxMessage): Linked {
  const end = bytes.indexOf("\n\n") >= 0 ? bytes.indexOf("\n\n") : bytes.indexOf("\r\n\r\n");
  const head = bytes
    .subarray(0, end < 0 ? 65_536 : Math.min(end, 65_536))
    .toString("latin1")
    .replace(/\r?\n[ \t]+/g, " ");
  const idsIn = (header: string) =>
    new RegExp(`^${header}:(.*)$`, "im")
      .exec(head)?.[1]
      ?.match(idPattern)
      ?.map((id) => id.slice(1, -1)) ?? [];
  const id = idsIn("message-id")[0] ?? hash(bytes.length > 0 ? bytes : `${start}`);
  return { id, parents: [...idsIn("in-reply-to"), ...idsIn("references").slice(-50).reverse()] };
}

async function* itemsOf(
  message: MboxMessage,
  id: string,
  threads: Map<string, Threaded>,
  begun: Set<string>,
  file: string,
): AsyncGenerator<ForeignItem> {
  if (message.bytes.length === 0) return yield { kind: "problem", id, reason: "too_large" };
  const mail = await readMail(message.bytes).catch(() => null);
  if (!mail) return yield { kind: "problem", id, reason: "no_message" };
  const { root, parent, isCycle } = threads.get(id)!;
  const ref = hash(root);
  // The subject is the thread's as long as its first message has not been seen: that one stands in the file, too, wherever.
  if (id === root && !begun.has(ref)) {
    begun.add(ref);
    yield {
      kind: "topic",
      ref,
      id: root,
      title: mail.subject.replace(/^(\s*(re|aw|fw|fwd|tr|رد)\s*:\s*|\s*\[[^\]]{1,60}\]\s*)+/i, ""),
      category: "list",
      paths: [],
    };
  }
  const author = mail.from?.address ? hash(mail.from.address) : "";
  if (author) yield { kind: "author", id: author, name: mail.from!.name, email: mail.from!.address };
  const body = mail.text ?? mail.html ?? "";
  yield {
    kind: "post",
    id,
    topic: ref,
    number: null,
    answers: parent,
    author,
    at: mail.date?.toISOString() ?? "",
    markup: mail.text === null ? "html" : "plain",
    text: mail.text === null ? body : withoutSignature(body),
    files: mail.attachments.map(({ name }, index) => ({
      name,
      at: `${file}:${message.start}:${message.end}:${index}`,
    })),
    note: isCycle ? "cycle" : null,
    paths: archivedAt(message.bytes),
  };
}

/** Where the list's archive shows it (RFC 5064). */
function archivedAt(bytes: Buffer): string[] {
  const head = bytes
    .subarray(0, 65_536)
    .toString("latin1")
    .split(/\r?\n\r?\n/, 1)[0]!;
  const [, address] = /^archived-at:\s*<(https?:\/\/[^<>\s]{1,500})>/im.exec(head) ?? [];
  if (!address || !URL.canParse(address)) return [];
  const { pathname, search } = new URL(address);
  return [pathname + search];
}

/** What stands behind "-- " is the sender's address and telephone number: not for a forum. */
function withoutSignature(text: string): string {
  return text.replace(/(^|\n)-- ?\r?\n[^]{0,2000}$/, "$1");
}

const hash = (what: string | Buffer) => createHash("sha256").update(what).digest("hex").slice(0, 40);
