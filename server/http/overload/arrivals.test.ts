import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { untilAllHaveComeIn, watchArrivals } from "#server/http/overload/arrivals.ts";

/** How many pages were made before the balancer was answered, which came behind a crowd. */
async function pagesBeforeBalancer(waits: () => Promise<void>): Promise<number> {
  const crowd = 60;
  let made = 0;
  let before = -1;
  const server = createServer((request, response) => {
    if (request.url === "/ready") {
      before = made;
      return response.end();
    }
    void waits().then(() => {
      const until = performance.now() + 5;
      while (performance.now() < until);
      made += 1;
      response.end();
    });
  });
  watchArrivals(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) =>
    new Promise<void>((resolve, reject) => {
      get({ port, host: "127.0.0.1", path, agent: false }, (answer) => answer.resume().once("end", resolve)).once(
        "error",
        reject,
      );
    });
  await Promise.all([...Array.from({ length: crowd }, () => ask("/")), ask("/ready")]);
  server.close();
  return before;
}

test("a balancer that comes behind a crowd does not wait for its pages", async () => {
  const without = await pagesBeforeBalancer(() => Promise.resolve());
  const withTurns = await pagesBeforeBalancer(untilAllHaveComeIn);
  expect(withTurns).toBeLessThan(without / 2);
});
