import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A line to a server that a test can hold up: `freeze` accepts everything and lets nothing through, `cut` refuses, `open` is
 * as usual. `url` is the given address with this line in between.
 */
export async function makeLine(target: string): Promise<Line> {
  const url = new URL(target);
  const place = { port: Number(url.port), host: url.hostname };
  const pairs = new Set<[Socket, Socket]>();
  let isFrozen = false;
  const server: Server = createServer((near) => {
    const far = connect(place);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [pair, [far, near] as [Socket, Socket]]) {
      from.on("error", end);
      from.on("close", end);
      from.pipe(to);
    }
    if (isFrozen) hold(pair);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  url.port = String(port);
  url.hostname = "127.0.0.1";
  const endAll = () => {
    for (const [near] of [...pairs]) near.destroy();
  };
  return {
    url: url.href,
    freeze() {
      isFrozen = true;
      for (const pair of pairs) hold(pair);
    },
    async cut() {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
    async open() {
      isFrozen = false;
      endAll();
      if (!server.listening) await listen(port);
    },
    async end() {
      endAll();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function hold([near, far]: [Socket, Socket]): void {
  near.unpipe(far);
  far.unpipe(near);
  near.pause();
  far.pause();
}

export type Line = {
  url: string;
  freeze(): void;
  cut(): Promise<void>;
  open(): Promise<void>;
  end(): Promise<void>;
};
