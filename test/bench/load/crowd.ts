import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";

export type Crowd = {
  /** Sends `packet` at `pace` a second for `seconds`; returns how many came out at the other ends. */
  talk(packet: string, pace: number, seconds: number): Promise<number>;
};

/** As many bare clients of the baseline as the room has people. They do what the others do for a message: find its number. */
export async function openCrowd(port: number, size: number): Promise<Crowd> {
  const lines: WebSocket[] = [];
  const state = { delivered: 0, highest: 0 };
  const hear = (data: Buffer) => {
    state.highest = Math.max(state.highest, Number(/"sequence":(\d+)/.exec(data.toString("utf8"))![1]));
    state.delivered += 1;
  };
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const options = { perMessageDeflate: false, skipUTF8Validation: true };
      const line = new WebSocket(`ws://127.0.0.1:${port}/`, options);
      line.once("open", () => resolve()).once("error", reject);
      line.on("message", hear);
      lines.push(line);
    });
  for (let from = 0; from < size; from += 50)
    await Promise.all(Array.from({ length: Math.min(50, size - from) }, open));
  return {
    async talk(packet, pace, seconds) {
      const before = state.delivered;
      const start = performance.now();
      const count = pace * seconds;
      for (let n = 0; n < count; n++) {
        lines[(n * 7) % lines.length]!.send(packet);
        await pause(Math.max(0, start + ((n + 1) * 1000) / pace - performance.now()));
      }
      const end = performance.now() + 15_000;
      while (state.delivered - before < count * size && performance.now() < end) await pause(20);
      return state.delivered - before;
    },
  };
}
