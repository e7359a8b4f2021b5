import { Agent, request } from "node:http";

const agents = new Map<number, Agent>();

/** Asks once, over the one connection kept to this port. Throws when the answer is not 200. */
export function askOnce(port: number, address: string, headers: Record<string, string> = {}) {
  const agent = agents.get(port) ?? new Agent({ keepAlive: true, maxSockets: 1 });
  agents.set(port, agent);
  return new Promise<{ milliseconds: number; body: string }>((resolve, reject) => {
    const began = performance.now();
    const asked = request({ host: "127.0.0.1", port, path: address, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => void parts.push(part)).once("error", reject);
      answer.once("end", () => {
        const milliseconds = performance.now() - began;
        if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`));
        else resolve({ milliseconds, body: Buffer.concat(parts).toString("latin1") });
      });
    });
    asked.once("error", reject).end();
  });
}
