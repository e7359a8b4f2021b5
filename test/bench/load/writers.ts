import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sendForm } from "./forms.ts";

/** One reply that is to be posted: who, where, what. */
export type Post = { cookie: string; topic: number; body: string };

/** Posts each by the form of its topic's page, as many at once as there are lanes. Returns the milliseconds of each. */
export async function postAll(port: number, posts: Post[], lanes: number): Promise<number[]> {
  const times: number[] = [];
  const next = posts.values();
  const write = async () => {
    for (const { cookie, topic, body } of next) {
      const fields = { body, clientId: randomUUID(), intent: "send" };
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
