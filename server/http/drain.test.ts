import { Agent, createServer, get, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { prepareDrain } from "#server/http/drain.ts";

let isDraining = false;
let server: Server;

/** Answers after a moment; like the site, it says when it is not ready any more. */
async function serve(moment: () => number) {
  isDraining = false;
  server = createServer((request, response) => {
    if (request.url === "/ready") return response.writeHead(isDraining ? 503 : 200).end();
    setTimeout(() => response.end("answered"), moment());
  });
  const drain = prepareDrain(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { drain, port: (server.address() as AddressInfo).port };
}
afterEach(() => server.closeAllConnections());

type Outcome = { status: number; connection: string | undefined } | { error: string };

function ask(port: number, path: string, agent: Agent | false): Promise<Outcome> {
  return new Promise((resolve) => {
    get({ port, host: "127.0.0.1", path, agent }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve({ status: answer.statusCode!, connection: answer.headers.connection }));
    }).once("error", (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }));
  });
}

test("under load nobody's request is reset, every answer ends its connection, and the end comes soon", async () => {
  const { drain, port } = await serve(() => Math.random() * 40);
  let isLookedAway = false;
  const outcomes: Outcome[] = [];
  const people = Array.from({ length: 50 }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!isLookedAway) outcomes.push(await ask(port, "/", agent));
    agent.destroy();
  });
  await expect.poll(() => outcomes.length, { timeout: 10_000, interval: 20 }).toBeGreaterThan(100);
  const before = outcomes.length;
  isDraining = true;
  drain.tellToClose();
  // The balancer asks a little later.
  void pause(150).then(async () => {
    expect(await ask(port, "/ready", false)).toMatchObject({ status: 503 });
    isLookedAway = true;
  });
  await drain.whileSomebodyIsThere(600);
  await drain.finish(5000);
  await Promise.all(people);
  expect(outcomes.filter((one) => "error" in one)).toEqual([]);
  // Those whose heads were on their way may have said otherwise.
  const after = outcomes.slice(before + 50);
  expect(after.length).toBeGreaterThan(0);
  expect(after.filter((one) => !("error" in one) && one.connection !== "close")).toEqual([]);
  expect(await ask(port, "/", false)).toEqual({ error: "ECONNREFUSED" });
});

test("a request that runs when the end comes is answered, one that never ends is broken off", async () => {
  const { drain, port } = await serve(() => 700);
  const running = ask(port, "/", false);
  await pause(100);
  drain.tellToClose();
  await drain.whileSomebodyIsThere(0);
  await drain.finish(5000);
  expect(await running).toEqual({ status: 200, connection: "close" });

  const endless = await serve(() => 60_000);
  const broken = ask(endless.port, "/", false);
  await pause(100);
  endless.drain.tellToClose();
  await endless.drain.finish(300);
  expect(await broken).toEqual({ error: "ECONNRESET" });
});

test("who has connected and not asked yet may ask; nobody waits for a connection that says nothing", async () => {
  const { drain, port } = await serve(() => 0);
  const quick = connect(port, "127.0.0.1");
  const silent = connect(port, "127.0.0.1");
  const silence = new Promise((resolve) => silent.once("close", resolve));
  await pause(100);
  const finishing = drain.finish(60_000);
  const answer = new Promise<string>((resolve) => quick.once("data", (text: Buffer) => resolve(text.toString())));
  quick.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  expect(await answer).toContain("200 OK");
  await silence;
  await finishing;
});

test("one that is followed takes no new connection, and whoever is connected asks once more and learns of the end", async () => {
  const { drain, port } = await serve(() => 0);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(port, "/", agent)).toEqual({ status: 200, connection: "keep-alive" });
  drain.stopListening();
  drain.tellToClose();
  const end = performance.now() + 10_000;
  const wait = drain.whileSomebodyIsThere(10_000).then(() => drain.finish(5000));
  // Longer than idle connections are left alone once nobody is waited for.
  await pause(1200);
  expect(await ask(port, "/", false)).toEqual({ error: "ECONNREFUSED" });
  expect(await ask(port, "/", agent)).toEqual({ status: 200, connection: "close" });
  await wait;
  expect(performance.now()).toBeLessThan(end - 5000);
});
