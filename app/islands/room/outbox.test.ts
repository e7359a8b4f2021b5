import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Outbox, backToWaiting, fromText, mark, nextToSend, remove, toText, write } from "./outbox.ts";

const ids = (outbox: Outbox) => outbox.map(({ clientId }) => clientId);
const three = ["a", "b", "c"].reduce<Outbox>((outbox, clientId) => write(outbox, { clientId, body: clientId }), []);

describe("an outbox", () => {
  test("sends one message at a time, oldest first", () => {
    expect(nextToSend(three)?.clientId).toBe("a");
    const sending = mark(three, "a", "sending");
    expect(nextToSend(sending)).toBeNull();
    expect(nextToSend(remove(sending, ["a"]))?.clientId).toBe("b");
  });

  test("goes on with the next when one is refused, and keeps the refused one for a retry", () => {
    const refused = mark(three, "a", "failed");
    expect(nextToSend(refused)?.clientId).toBe("b");
    expect(nextToSend(mark(refused, "a", "waiting"))?.clientId).toBe("a");
  });

  test("sends again after a break what was on its way", () => {
    expect(nextToSend(backToWaiting(mark(three, "a", "sending")))?.clientId).toBe("a");
  });

  test("survives a reload, and anything unreadable on the device", () => {
    const kept = fromText(toText(mark(mark(three, "a", "sending"), "b", "failed")));
    expect(ids(kept)).toEqual(["a", "b", "c"]);
    expect(kept.map(({ state }) => state)).toEqual(["waiting", "failed", "waiting"]);
    for (const text of [null, "", "x", "{}", "[1,null]", '[{"clientId":"a"}]']) expect(fromText(text)).toEqual([]);
  });

  test("delivers every message once and in order over a link that breaks at any moment", () => {
    // true: the answer arrives; false: the link breaks, after or before the server has taken the message.
    fc.assert(
      fc.property(fc.array(fc.constantFrom("answered", "taken", "lost"), { maxLength: 30 }), (fates) => {
        let outbox = three;
        const room: string[] = [];
        for (const fate of [...fates, "answered", "answered", "answered"]) {
          outbox = fromText(toText(backToWaiting(outbox)));
          const next = nextToSend(outbox);
          if (!next) break;
          outbox = mark(outbox, next.clientId, "sending");
          if (fate !== "lost" && !room.includes(next.clientId)) room.push(next.clientId);
          if (fate === "answered") outbox = remove(outbox, [next.clientId]);
        }
        expect(room).toEqual(["a", "b", "c"]);
        expect(outbox).toEqual([]);
      }),
    );
  });
});
