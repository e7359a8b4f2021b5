import { Agent, get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export type Page = { address: string; cookie?: string };

const connections = 16;

/**
 * Asks for so many pages, each time another of `pages`, over sixteen connections that stay open. Returns pages per second.
 * Who is told that the server is crowded asks again a second later. Throws when an answer is neither.
 */
export async function readPages(port: number, pages: Page[], { from, count }: { from: number; count: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const began = performance.now();
  let next = from;
  const reader = async () => {
    while (next < from + count) await read(port, pages[next++ % pages.length]!, agent);
  };
  await Promise.all(Array.from({ length: connections }, reader));
  agent.destroy();
  return (1000 * count) / (performance.now() - began);
}

async function read(port: number, page: Page, agent: Agent): Promise<void> {
  for (;;) {
    const status = await ask(port, page, agent);
    if (status === 200) return;
    if (status !== 503) throw new Error(`${page.address} answered ${status}.`);
    await pause(1000);
  }
}

function ask(port: number, { address, cookie }: Page, agent: Agent): Promise<number> {
  const headers = { accept: "text/html", "accept-encoding": "gzip, deflate, br", ...(cookie && { cookie }) };
  return new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", path: address, headers, agent }, (answer) => {
      answer.resume();
      answer.once("error", reject);
      answer.once("end", () => resolve(answer.statusCode!));
    }).once("error", reject);
  });
}
