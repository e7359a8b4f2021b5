import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";
import { createTimeline, receive, type RoomMessage } from "#app/islands/room/timeline.ts";

/** What came to one person, over all their connections. */
export type Tally = {
  /** Live messages. */
  live: number;
  /** The same one twice over one connection. */
  doubled: number;
  /** Shown out of order. */
  disordered: number;
  /** Came before one with a smaller number; the product's timeline has put it in its place. */
  early: number;
  /** Messages that came by joining again. */
  resumed: number;
  /** How often too much was missed for that and the messages were read as a page. */
  tooOld: number;
};

export type Member = {
  tally: Tally;
  /** The number up to which nothing is missing. */
  last(): number;
  isIn(): boolean;
  /** Says something; it is said again after a cut until it has been answered. */
  say(clientId: string, body: string): void;
  /** Cuts the line like a network that goes away. */
  cut(): void;
  /** Connects, joins with what is known, says again what was not answered. Resolves once in the room. */
  enter(): Promise<void>;
  onLive: ((packet: string) => void) | null;
};

export type Seat = { port: number; cookie: string; webinar: number; address: string };

type Messages = { messages: { sequence: number }[]; tooOld: boolean };
type Answer = { ok: true; data: Messages } | { ok: false; code: string };

/**
 * One person in a room over a bare WebSocket: speaks as much of engine.io's and socket.io's protocols as the room needs,
 * because a thousand real clients would cost this machine more than the server that is measured. What comes goes through
 * the product's own timeline: join with the last number without a gap, show each number once and in order. A refusal
 * ends the bench.
 */
export function createMember({ port, cookie, webinar, address }: Seat): Member {
  const tally: Tally = { live: 0, doubled: 0, disordered: 0, early: 0, resumed: 0, tooOld: 0 };
  const timeline = createTimeline(0);
  const unanswered = new Map<string, string>();
  const asked = new Map<number, (answer: Answer) => void>();
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  let line: WebSocket | null = null;
  let inside = false;
  let questions = 0;
  let shown = 0;
  let seen = new Set<number>();
  let highest = 0;

  function take(messages: { sequence: number }[]): void {
    for (const { sequence } of receive(timeline, messages as RoomMessage[])) {
      if (sequence !== shown + 1) tally.disordered += 1;
      shown = sequence;
    }
  }

  function hear(packet: string): void {
    const sequence = Number(/"sequence":(\d+)/.exec(packet)![1]);
    tally.live += 1;
    if (seen.has(sequence)) tally.doubled += 1;
    else if (sequence < highest) tally.early += 1;
    seen.add(sequence);
    highest = Math.max(highest, sequence);
    take([{ sequence }]);
    member.onLive?.(packet);
  }

  function ask(name: string, message: object, answered: (answer: Answer) => void): void {
    asked.set(questions, answered);
    line!.send(`42${questions++}${JSON.stringify([name, message])}`);
  }

  function speak(clientId: string, body: string): void {
    ask("room.say", { webinar, body, clientId }, (answer) => {
      if (!answer.ok) throw new Error(`room.say was refused: ${answer.code}`);
      unanswered.delete(clientId);
    });
  }

  function join(done: () => void): void {
    ask("room.join", { webinar, after: timeline.last }, (answer) => {
      if (!answer.ok) throw new Error(`room.join was refused: ${answer.code}`);
      inside = true;
      tally.resumed += answer.data.messages.length;
      take(answer.data.messages);
      for (const [clientId, body] of unanswered) speak(clientId, body);
      if (answer.data.tooOld) void catchUp().then(done);
      else done();
    });
  }

  /** Reads on until live messages join on to what is known. */
  async function catchUp(): Promise<void> {
    tally.tooOld += 1;
    for (;;) {
      const url = `http://127.0.0.1:${port}/webinars/${webinar}/messages.json?after=${timeline.last}&limit=200`;
      const answer = await fetch(url, { headers }).catch(() => null);
      if (!answer?.ok) {
        await pause(500);
        continue;
      }
      const { messages } = (await answer.json()) as Messages;
      take(messages);
      if (messages.length < 200) return;
    }
  }

  function read(packet: string, done: () => void): void {
    if (packet.startsWith('42["room.message"')) return hear(packet);
    if (packet === "2") return line!.send("3");
    if (packet.startsWith("0")) return line!.send("40");
    if (packet.startsWith("40")) return join(done);
    if (packet.startsWith("44")) throw new Error(`The connection was refused: ${packet}`);
    // The server let go of a line that did not keep up.
    if (packet.startsWith('42["room.resync"')) return join(() => {});
    const answer = /^43(\d+)\[(.*)\]$/s.exec(packet);
    if (!answer) return;
    const answered = asked.get(Number(answer[1]));
    asked.delete(Number(answer[1]));
    answered?.(JSON.parse(answer[2]!) as Answer);
  }

  const member: Member = {
    tally,
    onLive: null,
    last: () => timeline.last,
    isIn: () => inside,
    say(clientId, body) {
      unanswered.set(clientId, body);
      if (inside) speak(clientId, body);
    },
    cut() {
      inside = false;
      asked.clear();
      line?.removeAllListeners("message").terminate();
    },
    enter: () =>
      new Promise((done) => {
        seen = new Set();
        highest = 0;
        const options = { headers, localAddress: address, perMessageDeflate: false, skipUTF8Validation: true };
        line = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, options);
        line.on("message", (data: Buffer) => read(data.toString("utf8"), done));
        // Cutting a line that is not up yet is an error to it, not to us.
        line.on("error", (error) => {
          if (!/before the connection was established/.test(error.message)) throw error;
        });
      }),
  };
  return member;
}
