import { describe, expect, test, vi } from "vitest";
import type { Copy } from "./copy.ts";
import { useDevice } from "./device.fixture.ts";
import { makeServer, openPage } from "./page.fixture.ts";

const { pass, ...device } = useDevice();
const kinds = (page: { states: { kind: string }[] }) => page.states.map(({ kind }) => kind);

describe("a text that saves itself", () => {
  test("is clean, dirty, on its way and saved, within two seconds", async () => {
    const server = makeServer("before");
    const page = openPage(server);
    expect(kinds(page)).toEqual([]);
    page.type("after");
    expect(kinds(page)).toEqual(["dirty"]);
    expect(device.keys()).toEqual(["saving:text"]);
    await pass(999);
    expect(server.received).toEqual([]);
    await pass(1001);
    expect(kinds(page)).toEqual(["dirty", "saving", "saved"]);
    expect(page.last()).toMatchObject({ kind: "saved", isAgain: false });
    expect([server.text, page.version.value, device.keys()]).toEqual(["after", "2", []]);
  });

  test("waits for no pause in the typing, and sends one request for many letters", async () => {
    const server = makeServer();
    const page = openPage(server);
    for (const letters of ["w", "wo", "wor", "word"]) {
      page.type(letters);
      await pass(300);
    }
    expect(server.received).toEqual(["word"]);
  });

  test("says nothing is saved that was typed while a save was on its way, and sends it next", async () => {
    const server = makeServer();
    server.delay = 500;
    const page = openPage(server);
    page.type("one");
    await pass(1200);
    page.type("one two");
    page.wake();
    await pass(300);
    expect([server.received, page.last().kind]).toEqual([["one"], "dirty"]);
    await pass(2000);
    expect([server.received, page.last().kind]).toEqual([["one", "one two"], "saved"]);
  });

  test("sends nothing for a text that is again what the server has", async () => {
    const server = makeServer("same");
    const page = openPage(server);
    page.type("other");
    page.type("same");
    await pass(5000);
    expect([server.received, page.last().kind, device.keys()]).toEqual([[], "clean", []]);
  });

  test("says when the server took it, by the server's clock", async () => {
    const answer = { version: 2, savedAt: "2026-01-01T12:00:00Z" };
    const send = () => Promise.resolve({ outcome: { kind: "taken" as const, version: "2" }, answer });
    const page = openPage(makeServer(), { send });
    page.type("typed");
    await pass(1000);
    expect(page.last()).toMatchObject({ kind: "saved", at: new Date(answer.savedAt) });
  });

  test("that is given up begins anew with what is in the field", async () => {
    const server = makeServer();
    server.fates = ["lost"];
    const page = openPage(server);
    page.type("given up");
    await pass(1000);
    page.field.value = "as it is now";
    page.forget();
    await pass(60_000);
    expect([server.received, page.last().kind, device.keys()]).toEqual([[], "clean", []]);
    page.type("typed after");
    await pass(1000);
    expect(server.text).toBe("typed after");
  });

  test("leaves nothing running when it is stopped", async () => {
    const page = openPage(makeServer());
    page.type("typed");
    page.stop();
    expect(vi.getTimerCount()).toBe(0);
    const leaving = openPage(makeServer());
    leaving.mayLeave(() => {});
    leaving.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("sends at once when the page is about to go", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("typed just before");
    page.wake();
    await pass(0);
    expect(server.text).toBe("typed just before");
  });
});

describe("without a link", () => {
  test("it says so, keeps the text here, and tries with growing pauses", async () => {
    const server = makeServer();
    server.fates = Array<"lost">(7).fill("lost");
    const page = openPage(server);
    page.type("in a tunnel");
    await pass(1000);
    expect(page.last()).toEqual({ kind: "offline", isKept: true });
    expect(server.fates).toHaveLength(6);
    for (const [at, pause] of [2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
      await pass(pause - 1);
      expect(server.fates, `${pause} ms`).toHaveLength(6 - at);
      await pass(1);
      expect(server.fates, `${pause} ms`).toHaveLength(5 - at);
    }
    // Not "saving" for each try: nobody is told the same again and again.
    expect(new Set(kinds(page))).toEqual(new Set(["dirty", "saving", "offline"]));
    expect(kinds(page).filter((kind) => kind === "saving")).toHaveLength(1);
  });

  test("it tries at once when the link is back, and says that it was away", async () => {
    const server = makeServer();
    server.fates = ["lost", "busy"];
    const page = openPage(server);
    page.type("in a tunnel");
    await pass(1000);
    page.type("in a long tunnel");
    expect(page.last().kind).toBe("offline");
    page.wake();
    await pass(0);
    page.wake();
    await pass(0);
    expect(page.last()).toMatchObject({ kind: "saved", isAgain: true });
    expect(server.text).toBe("in a long tunnel");
    page.type("out of it");
    await pass(1000);
    expect(page.last()).toMatchObject({ kind: "saved", isAgain: false });
  });

  test("it is said as soon as the browser knows, while something is unsaved", () => {
    const page = openPage(makeServer());
    page.offline();
    expect(kinds(page)).toEqual([]);
    page.type("unsaved");
    page.offline();
    expect(page.last().kind).toBe("offline");
  });

  test("a device that keeps nothing is not said to, and the page asks before it is closed", async () => {
    const server = makeServer();
    server.fates = ["lost"];
    const page = openPage(server);
    page.type("kept");
    expect(page.mayLose()).toBe(false);
    device.fill();
    page.type("not kept");
    expect(page.mayLose()).toBe(true);
    await pass(1000);
    expect(page.last()).toEqual({ kind: "offline", isKept: false });
    await pass(2000);
    expect([page.last().kind, page.mayLose()]).toEqual(["saved", false]);
  });
});

describe("when the server answers otherwise", () => {
  test("signed out: it says so until somebody signs in elsewhere, and does not ask at every letter", async () => {
    const server = makeServer();
    server.fates = ["signedOut", "signedOut"];
    const page = openPage(server);
    page.type("typed");
    await pass(1000);
    expect(page.last()).toMatchObject({ kind: "signedOut", isKept: true, answer: { signIn: "/login" } });
    page.type("typed more");
    await pass(29_000);
    expect([server.fates.length, page.last().kind]).toEqual([1, "signedOut"]);
    await pass(1000);
    expect(server.fates).toHaveLength(0);
    page.wake();
    await pass(0);
    expect([page.last().kind, server.text]).toEqual(["saved", "typed more"]);
  });

  test("signed out: it goes on saying so while it tries, and where nothing is kept it says that", async () => {
    const server = makeServer();
    server.fates = ["signedOut", "signedOut"];
    const page = openPage(server);
    page.type("typed");
    await pass(1000);
    page.wake();
    await pass(0);
    expect(kinds(page)).toEqual(["dirty", "saving", "signedOut", "signedOut"]);
    server.fates = ["signedOut"];
    device.fill();
    page.type("typed more");
    page.wake();
    await pass(0);
    expect(page.last()).toMatchObject({ kind: "signedOut", isKept: false });
  });

  test("refused: what is typed meanwhile is sent, and what was there before is saved already", async () => {
    const server = makeServer("before");
    server.fates = ["refused"];
    server.delay = 3000;
    const page = openPage(server);
    page.type("much too long");
    await pass(1200);
    page.type("shorter");
    await pass(8000);
    expect([server.text, page.last().kind]).toEqual(["shorter", "saved"]);
    server.fates = ["refused"];
    page.type("much too long again");
    await pass(5000);
    page.type("shorter");
    await pass(60_000);
    expect([server.received.length, page.last().kind, device.keys()]).toEqual([3, "saved", []]);
  });

  test("refused: it waits for a change, which is sent", async () => {
    const server = makeServer();
    server.fates = ["refused"];
    const page = openPage(server);
    page.type("much too long");
    await pass(60_000);
    expect(server.received).toEqual(["much too long"]);
    expect(page.last()).toMatchObject({ kind: "refused", answer: { message: "Too long" } });
    page.type("shorter");
    await pass(1000);
    expect([page.last().kind, server.text]).toEqual(["saved", "shorter"]);
  });

  test("over: nothing more is sent", async () => {
    const server = makeServer();
    server.fates = ["over"];
    const page = openPage(server);
    page.type("too late");
    await pass(1000);
    page.type("much too late");
    page.wake();
    await pass(60_000);
    expect([server.received, page.last().kind]).toEqual([["too late"], "over"]);
  });
});

describe("somebody else has saved", () => {
  test("it stops, says so, keeps the text here, and goes on with what the person chooses", async () => {
    const server = makeServer("first");
    const page = openPage(server);
    server.save("theirs", "1");
    page.type("mine");
    await pass(1000);
    expect(page.last()).toMatchObject({ kind: "conflict", answer: { theirs: "theirs" } });
    page.type("mine, longer");
    page.wake();
    await pass(60_000);
    expect([server.text, server.received.length, page.last().kind]).toEqual(["theirs", 1, "conflict"]);
    expect(device.keys()).toHaveLength(1);
    page.resume("theirs", String(server.version));
    await pass(0);
    expect([server.text, page.last().kind, device.keys()]).toEqual(["mine, longer", "saved", []]);
  });

  test("whoever takes the other text has nothing unsaved", async () => {
    const server = makeServer("first");
    const page = openPage(server);
    server.save("theirs", "1");
    page.type("mine");
    await pass(1000);
    page.field.value = "theirs";
    page.resume("theirs", String(server.version));
    await pass(60_000);
    expect([server.text, server.received.length, page.last().kind]).toEqual(["theirs", 1, "clean"]);
  });

  test("whoever takes the other text is not told of a save that was before", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("saved");
    await pass(1000);
    server.save("theirs", "2");
    page.type("mine");
    await pass(1000);
    page.field.value = "theirs";
    page.resume("theirs", "3");
    expect(page.last().kind).toBe("clean");
  });

  test("the newest of very many lost answers is its own, and not all of them are remembered", async () => {
    const server = makeServer();
    const page = openPage(server);
    for (let at = 0; at <= 200; at++) {
      server.fates = [at < 200 ? "lost" : "unanswered"];
      page.type(`typed ${at}`);
      page.wake();
      await pass(0);
    }
    expect((JSON.parse(localStorage.getItem("saving:text")!) as Copy).sent).toHaveLength(200);
    page.type("typed last");
    await pass(60_000);
    expect([server.text, page.last().kind, kinds(page).includes("conflict")]).toEqual(["typed last", "saved", false]);
  });

  test("its own lost answer is not somebody else, whatever was typed since", async () => {
    const server = makeServer();
    server.fates = ["unanswered", "lost"];
    const page = openPage(server);
    page.type("first");
    await pass(1000);
    expect([server.text, page.last().kind]).toEqual(["first", "offline"]);
    page.type("second");
    await pass(6000);
    expect(kinds(page)).not.toContain("conflict");
    await pass(1000);
    expect([server.text, page.last().kind]).toEqual(["second", "saved"]);
  });

  test("a page that came with two texts sends neither until the person has chosen", async () => {
    const server = makeServer("theirs");
    const conflict = { kind: "conflict", answer: {} } as const;
    const page = openPage(server, { shows: "mine", saved: null, conflict });
    page.type("mine, longer");
    page.wake();
    await pass(60_000);
    expect([server.received, page.last().kind]).toEqual([[], "conflict"]);
    expect((JSON.parse(localStorage.getItem("saving:text")!) as Copy).version).toBe("0");
    // A reload shows what stands there; what is kept was not typed on it.
    const again = openPage(server);
    expect(again.field.value).toBe("mine, longer");
    await pass(1000);
    expect([again.last().kind, server.text]).toEqual(["conflict", "theirs"]);
  });

  test("what is kept while one chooses names the version it was typed on, and after the choice the one that was chosen", async () => {
    const server = makeServer();
    const page = openPage(server);
    page.type("mine");
    page.stop();
    server.save("theirs", "1");
    const conflict = { kind: "conflict", answer: {} } as const;
    const again = openPage(server, { shows: "mine", saved: null, conflict });
    const keptOn = () => (JSON.parse(localStorage.getItem("saving:text")!) as Copy).version;
    again.type("mine, longer");
    expect([again.version.value, keptOn()]).toEqual(["2", "1"]);
    again.resume("theirs", "2");
    await pass(1000);
    again.type("mine, longer still");
    expect(keptOn()).toBe("3");
  });

  test("a version of several numbers is older where all are nought", () => {
    const conflict = { kind: "conflict", answer: {} } as const;
    const page = openPage(makeServer(), { saved: null, conflict, version: { value: "12.7" } });
    page.type("mine");
    expect((JSON.parse(localStorage.getItem("saving:text")!) as Copy).version).toBe("0.0");
  });
});
