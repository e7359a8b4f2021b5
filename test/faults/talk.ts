import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { io } from "socket.io-client";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { openSession } from "#app/modules/accounts/sessions.server.ts";
import type { Ledger } from "#test/faults/ledger.ts";

type Talk = { actor: Actor; webinar: number; ledger: Ledger; isOver: () => boolean };
type Answer = { ok: true; data: { sequence: number } } | { ok: false; code: string };

/** What passes, or is the pace that everybody is held to. */
const again = new Set(["error.busy", "error.database_away", "error.too_many"]);

/**
 * Talks in a webinar's room over a socket, as its page does: connects again by itself when the line breaks, and says what was
 * not answered again under the same id.
 */
export async function talk(url: string, { actor, webinar, ledger, isOver }: Talk): Promise<void> {
  const session = await openSession(actor.id, { userAgent: "test", address: "127.0.0.1" }, null);
  const extraHeaders = { cookie: session.split(";")[0]!, origin: url };
  const pace = { reconnectionDelay: 100, reconnectionDelayMax: 500 };
  const socket = io(url, { transports: ["websocket"], extraHeaders, forceNew: true, ...pace });
  socket.on("connect", () => socket.emit("room.join", { webinar, after: 0 }, () => {}));
  const say = async (body: string, clientId: string): Promise<void> => {
    for (const end = Date.now() + 45_000; Date.now() < end;) {
      const asked = socket.connected ? socket.timeout(4000).emitWithAck("room.say", { webinar, body, clientId }) : null;
      const answer = (await asked?.catch(() => null)) as Answer | null | undefined;
      if (answer?.ok) return ledger.acknowledge("message", body);
      if (answer && !again.has(answer.code)) ledger.unexpected.push(`room.say: ${answer.code}`);
      await pause(150 + Math.random() * 300);
    }
    ledger.unexpected.push("no answer to room.say for 45 s");
  };
  while (!isOver()) {
    const body = `Said ${randomUUID()}`;
    ledger.try("message", body);
    await say(body, randomUUID());
    await pause(700 + Math.random() * 600);
  }
  socket.close();
}
