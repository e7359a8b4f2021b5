import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { useDevice } from "./device.fixture.ts";
import { type Fate, makeServer, openPage } from "./page.fixture.ts";

const { pass, ...device } = useDevice();

describe("a page that is loaded again", () => {
  test("has what was typed and never saved, and saves it", async () => {
    const server = makeServer("before");
    const page = openPage(server);
    page.type("typed, then the tab was closed");
    page.stop();
    const again = openPage(server);
    expect(again.field.value).toBe("typed, then the tab was closed");
    await pass(1000);
    expect([server.text, again.last().kind, device.keys()]).toEqual(["typed, then the tab was closed", "saved", []]);
  });

  test("does not take its own lost answer for somebody else", async () => {
    const server = makeServer();
    server.fates = ["unanswered"];
    const page = openPage(server);
    page.type("third");
    await pass(1000);
    page.type("fourth, never sent");
    page.stop();
    const again = openPage(server);
    await pass(1000);
    expect([server.text, again.last().kind]).toEqual(["fourth, never sent", "saved"]);
  });

  test("sends what it shows once more, when something else was on its way", async () => {
    const server = makeServer("before");
    server.delay = 200;
    const page = openPage(server);
    page.type("taken back");
    page.wake();
    page.type("before");
    page.stop();
    const again = openPage(server);
    await pass(300);
    expect([again.field.value, server.text]).toEqual(["before", "taken back"]);
    await pass(3000);
    expect([server.text, again.last().kind, device.keys()]).toEqual(["before", "saved", []]);
  });

  test("finds out that somebody has saved since", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("mine");
    page.stop();
    server.save("theirs", "1");
    const again = openPage(server);
    expect(again.field.value).toBe("mine");
    await pass(1000);
    expect([server.text, again.last().kind]).toEqual(["theirs", "conflict"]);
  });

  test("shows what came with it over what the device kept", async () => {
    const server = makeServer("before");
    const page = openPage(server);
    page.type("kept");
    page.stop();
    const again = openPage(server, { shows: "came back from signing in", saved: null });
    await pass(1000);
    expect([again.field.value, server.text]).toEqual(["came back from signing in", "came back from signing in"]);
  });

  test("forgets what the device kept when the person chose what is shown", async () => {
    const server = makeServer("chosen");
    const page = openPage(server);
    page.type("given up");
    page.stop();
    const again = openPage(server, { forgets: true });
    await pass(60_000);
    expect([again.field.value, device.keys(), server.received]).toEqual(["chosen", [], []]);
  });
});

describe("what was typed before the script came", () => {
  test("is kept, and saved by itself", async () => {
    const server = makeServer("before");
    server.fates = ["lost"];
    const page = openPage(server, { shows: "typed early" });
    expect([page.last().kind, device.keys()]).toEqual(["dirty", ["saving:text"]]);
    await pass(3000);
    expect([server.text, page.last().kind, device.keys()]).toEqual(["typed early", "saved", []]);
  });

  test("stays, beside what the device had kept of other fields", async () => {
    const server = makeServer("plan=&note=");
    const page = openPage(server);
    page.type("plan=kept&note=");
    page.stop();
    const again = openPage(server, { shows: "plan=&note=early" });
    expect(again.field.value).toBe("plan=kept&note=early");
    await pass(1000);
    expect([server.text, device.keys()]).toEqual(["plan=kept&note=early", []]);
  });

  test("is no way round somebody who has saved since the copy was made", async () => {
    const server = makeServer("plan=&note=");
    const page = openPage(server);
    page.type("plan=kept&note=");
    page.stop();
    server.save("plan=theirs&note=", "1");
    const again = openPage(server, { shows: "plan=theirs&note=early" });
    await pass(1000);
    expect([server.text, again.last().kind]).toEqual(["plan=theirs&note=", "conflict"]);
    expect(again.field.value).toBe("plan=kept&note=early");
  });
});

describe("two tabs", () => {
  test("with the same text are no conflict", async () => {
    const server = makeServer();
    const one = openPage(server);
    one.type("same");
    const two = openPage(server);
    expect(two.field.value).toBe("same");
    await pass(3000);
    expect([one.last().kind, two.last().kind, server.text]).toEqual(["saved", "saved", "same"]);
  });

  test("with two texts are told, and neither is lost", async () => {
    const server = makeServer();
    const [one, two] = [openPage(server), openPage(server)];
    one.type("of one");
    await pass(1000);
    two.type("of two");
    await pass(1000);
    expect([server.text, one.last().kind, two.last().kind]).toEqual(["of one", "saved", "conflict"]);
    expect(openPage(server).field.value).toBe("of two");
  });

  test("one that has saved its own leaves what the other keeps", async () => {
    const server = makeServer();
    const [one, two] = [openPage(server), openPage(server)];
    server.delay = 100;
    one.type("of one");
    await pass(1050);
    two.type("of two");
    await pass(60);
    expect(one.last().kind).toBe("saved");
    expect(device.keys()).toEqual(["saving:text"]);
    two.stop();
    expect(openPage(server).field.value).toBe("of two");
  });
});

describe("a form that is sent", () => {
  test("goes at once when nothing is on its way, and takes what is unsaved with it", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("carried by the form");
    const again = vi.fn<() => void>();
    expect(page.mayLeave(again)).toBe(true);
    await pass(10_000);
    expect([server.received, again.mock.calls.length]).toEqual([[], 0]);
    // The form has saved it, and this page has seen no answer: its text is known to be its own.
    server.save("carried by the form", "1");
    expect(openPage(server).field.value).toBe("carried by the form");
    expect(device.keys()).toEqual([]);
  });

  test("waits for what is on its way", async () => {
    const server = makeServer();
    server.delay = 3000;
    const page = openPage(server);
    page.type("typed");
    await pass(1000);
    const again = vi.fn<() => void>(() => expect(page.mayLeave(again)).toBe(true));
    expect(page.mayLeave(again)).toBe(false);
    await pass(2999);
    expect(again).not.toHaveBeenCalled();
    await pass(1);
    expect(again).toHaveBeenCalledOnce();
    expect([page.version.value, device.keys()]).toEqual(["2", []]);
  });

  test("goes when its button is pressed again, and nobody is asked about what goes with it", async () => {
    const page = openPage(makeServer());
    device.fill();
    page.type("typed");
    expect(page.mayLose()).toBe(true);
    for (let presses = 0; presses < 2; presses++) expect(page.mayLeave(() => expect.fail())).toBe(true);
    expect(page.mayLose()).toBe(false);
  });

  test("goes where nothing more is saved, with or without a link", async () => {
    const server = makeServer();
    server.fates = ["over"];
    let isOnline = true;
    const page = openPage(server, { isOnline: () => isOnline });
    page.type("too late");
    await pass(1000);
    isOnline = false;
    expect(page.mayLeave(() => expect.fail())).toBe(true);
  });

  test("goes once, after two tries that nobody heard, and takes up saving again when its page is still there", async () => {
    const server = makeServer();
    server.fates = Array<"lost">(7).fill("lost");
    let isOnline = false;
    const page = openPage(server, { isOnline: () => isOnline });
    page.type("typed");
    await pass(1000);
    isOnline = true;
    const again = vi.fn<() => void>(() => expect(page.mayLeave(again)).toBe(true));
    expect(page.mayLeave(again)).toBe(false);
    await pass(0);
    expect([server.fates.length, again.mock.calls.length]).toEqual([5, 1]);
    page.wake();
    await pass(14_000);
    expect(server.fates).toHaveLength(5);
    server.fates = ["lost", "lost", "lost", "lost"];
    await pass(60_000);
    expect(server.fates).toHaveLength(0);
    server.fates = ["lost", "lost"];
    expect(page.mayLeave(again)).toBe(false);
    await pass(0);
    expect(again).toHaveBeenCalledTimes(2);
    // Not by the clock of the tries before, which is at 30 seconds by now.
    await pass(16_000);
    expect([server.fates.length, again.mock.calls.length]).toEqual([0, 2]);
  });

  test("does not go after one try that nobody heard", async () => {
    const server = makeServer();
    server.fates = ["lost", "lost"];
    server.delay = 100;
    const page = openPage(server);
    page.type("typed");
    await pass(1000);
    const again = vi.fn<() => void>();
    expect(page.mayLeave(again)).toBe(false);
    await pass(2000);
    expect([server.fates.length, again.mock.calls.length]).toEqual([1, 0]);
    await pass(300);
    expect(again).toHaveBeenCalledOnce();
  });

  test("whose page is still there knows what the form has saved for its own", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("carried by the form");
    page.mayLeave(() => {});
    server.save("carried by the form", "1");
    page.type("typed after");
    await pass(17_000);
    expect([server.text, page.last().kind]).toEqual(["typed after", "saved"]);
  });

  test("waits for the link, and goes after two tries where the browser believes in one", async () => {
    const server = makeServer();
    server.fates = ["lost", "lost", "lost"];
    let isOnline = false;
    const page = openPage(server, { isOnline: () => isOnline });
    page.type("typed");
    const again = vi.fn<() => void>();
    expect(page.mayLeave(again)).toBe(false);
    await pass(5000);
    expect(again).not.toHaveBeenCalled();
    isOnline = true;
    await pass(8000);
    expect(again).toHaveBeenCalledOnce();
    expect(device.keys()).toHaveLength(1);
  });

  test("stays where the page shows both texts, and goes where the next page does", async () => {
    for (const showsConflict of [true, false]) {
      const server = makeServer();
      const page = openPage(server, { showsConflict: () => showsConflict, key: String(showsConflict) });
      server.save("theirs", "1");
      server.delay = 100;
      page.type("mine");
      await pass(1000);
      const again = vi.fn<() => void>();
      expect(page.mayLeave(again)).toBe(false);
      await pass(1000);
      expect(again).toHaveBeenCalledTimes(showsConflict ? 0 : 1);
    }
  });

  test("whose page is still there after a while is saved as before", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("stopped");
    page.mayLeave(() => {});
    page.wake();
    await pass(14_999);
    expect(server.received).toEqual([]);
    await pass(1001);
    expect([server.text, page.last().kind]).toEqual(["stopped", "saved"]);
  });

  test("waits at the end of the time with short pauses, and stays when the time was made longer", async () => {
    const server = makeServer();
    server.fates = ["lost", "lost", "lost", "lost"];
    let isEnded = true;
    const again = vi.fn<() => void>();
    const page = openPage(server, { isEnded: () => isEnded, onAnswer: () => (isEnded = false) });
    page.type("at the end");
    expect(page.mayLeave(again)).toBe(false);
    await pass(5999);
    expect(server.fates).toHaveLength(1);
    await pass(2001);
    expect([server.text, again.mock.calls.length]).toEqual(["at the end", 0]);
    isEnded = true;
    const late = openPage(server, { isEnded: () => isEnded });
    expect(late.mayLeave(again)).toBe(false);
    await pass(0);
    expect(again).toHaveBeenCalledOnce();
  });

  test("that gives up what was typed leaves nothing on the device", () => {
    const page = openPage(makeServer());
    page.type("given up");
    page.mayLeave(() => {});
    page.forget();
    expect(device.keys()).toEqual([]);
  });
});

test("whatever happens to link and page, 'saved' is never said of what is not, and the last text arrives", async () => {
  const fates = fc.constantFrom<Fate>("heard", "unanswered", "lost", "busy", "signedOut");
  const step = fc.oneof(
    fc.record({ type: fc.string({ maxLength: 3 }) }),
    fc.record({ pass: fc.integer({ min: 0, max: 5000 }) }),
    fc.constantFrom("reload" as const, "wake" as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fates, { maxLength: 12 }), fc.array(step, { maxLength: 25 }), async (given, steps) => {
      device.replace();
      const server = makeServer();
      server.delay = 200;
      server.fates = [...given];
      const isHonest = () => page.last()?.kind !== "saved" || page.field.value === server.text;
      let page = openPage(server);
      let typed = "";
      for (const one of steps) {
        if (one === "wake") page.wake();
        else if (one === "reload") {
          page.stop();
          page = openPage(server);
        } else if ("type" in one) page.type((typed = one.type));
        else await pass(one.pass);
        expect(isHonest()).toBe(true);
        expect(page.field.value).toBe(typed);
      }
      server.fates = [];
      await pass(1000);
      page.wake();
      await pass(40_000);
      expect([server.text, page.states.some(({ kind }) => kind === "conflict"), device.keys()]).toEqual([
        typed,
        false,
        [],
      ]);
      page.stop();
    }),
    { numRuns: 300 },
  );
});
