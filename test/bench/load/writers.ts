import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sendForm } from "./forms.ts";

/** One reply that is to be posted: who, where, what, and whether it is saved as a draft before. */
export type Post = { cookie: string; topic: number; body: string; isDrafted?: boolean };

/** Posts each by the form of its topic's page, as many at once as there are lanes. Returns the milliseconds of each. */
export async function postAll(port: number, posts: Post[], lanes: number): Promise<number[]> {
  const times: number[] = [];
  const next = posts.values();
  const write = async () => {
    for (const { cookie, topic, body, isDrafted } of next) {
      const clientId = randomUUID();
      const sequence = isDrafted ? await saveDraft({ port, cookie }, { topic, body, clientId }) : null;
      const fields = { body, clientId, intent: "send", ...(sequence && { sequence }) };
      const send = () => sendForm({ port, cookie }, `/topics/${topic}/reply`, fields);
      let answer = await send();
      // A machine that others keep busy: who is told to try again does, with the same id.
      for (; answer.status === 503; answer = await send()) await pause(1000);
      if (answer.status !== 303) throw new Error(`A reply to topic ${topic} was answered ${answer.status}.`);
      times.push(answer.milliseconds);
    }
  };
  await Promise.all(Array.from({ length: lanes }, write));
  return times;
}

/** The sequence of each draft that this program has seen, by who and where. */
const sequences = new Map<string, string>();

/** Saves a reply as a draft, as the composer does while somebody types. Returns the sequence that is sent with the reply. */
async function saveDraft(
  who: { port: number; cookie: string },
  { topic, ...words }: { topic: number; body: string; clientId: string },
): Promise<string> {
  const key = `${who.port} ${who.cookie} ${topic}`;
  const fields = { ...words, sequence: sequences.get(key) ?? "0" };
  const { status, body } = await sendForm(who, `/me/drafts.json?of=reply:${topic}`, fields);
  if (status !== 200) throw new Error(`A draft for topic ${topic} was answered ${status}: ${body.slice(0, 200)}`);
  const { version } = JSON.parse(body) as { version: number };
  // Posting ends it, and an ended draft has the next number.
  sequences.set(key, String(version + 1));
  return String(version);
}
