import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "../setup/report.ts";
import type { Member, Tally } from "./room-client.ts";

/** What a room of people has been through in one stretch of talk; see `Tally`. Milliseconds from saying to hearing. */
export type Outcome = Tally & { said: number; lost: number; p50: number; p99: number };

export type Room = {
  /** Talks at `pace` messages a second for `seconds`, each time another person; resolves when everybody has everything. */
  talk(pace: number, seconds: number): Promise<Outcome>;
  /** One packet as the server sent it. */
  packet(): string;
};

// Every tenth person is asked how long messages take; asking all would cost more than counting them.
const watchedShare = 10;
const patience = 20_000;

/** Lets members into their room, fifty at a time. */
export async function openRoom(members: Member[]): Promise<Room> {
  for (let from = 0; from < members.length; from += 50)
    await Promise.all(members.slice(from, from + 50).map((member) => member.enter()));
  const state = { said: 0, packet: "" };
  const sentAt = new Map<string, number>();
  let times: number[] = [];
  for (const [at, member] of members.entries()) {
    if (at % watchedShare !== 0) continue;
    member.onLive = (packet) => {
      state.packet = packet;
      const sent = sentAt.get(/message number (\d+)/.exec(packet)?.[1] ?? "");
      if (sent) times.push(performance.now() - sent);
    };
  }

  async function speakAll(count: number, pace: number): Promise<void> {
    const start = performance.now();
    for (let n = 1; n <= count; n++) {
      // Steps of seven, so that speakers are not always those of one node.
      const speaker = members[(state.said * 7) % members.length]!;
      state.said += 1;
      sentAt.set(String(state.said), performance.now());
      speaker.say(`bench-client-id-${state.said}`, bodyOf(state.said));
      await pause(Math.max(0, start + (n * 1000) / pace - performance.now()));
    }
    const end = performance.now() + patience;
    while (members.some((member) => member.last() < state.said) && performance.now() < end) await pause(20);
  }

  return {
    packet: () => state.packet,
    async talk(pace, seconds) {
      times = [];
      const before = totalOf(members);
      const count = Math.round(pace * seconds);
      await speakAll(count, pace);
      const after = totalOf(members);
      const tally = Object.fromEntries(Object.entries(after).map(([of, n]) => [of, n - before[of as keyof Tally]]));
      const lost = members.reduce((total, member) => total + Math.max(0, state.said - member.last()), 0);
      return {
        ...(tally as Tally),
        said: count,
        lost,
        p50: percentile(times, 0.5),
        p99: percentile(times, 0.99),
      };
    },
  };
}

function totalOf(members: Member[]): Tally {
  const total: Tally = { live: 0, doubled: 0, disordered: 0, early: 0, resumed: 0, tooOld: 0 };
  for (const { tally } of members) for (const of of Object.keys(total) as (keyof Tally)[]) total[of] += tally[of];
  return total;
}

/** Eighty characters or so, as people write in a chat. */
function bodyOf(n: number): string {
  return `This is message number ${n}; who has counted institutions for a mapping before?`;
}
