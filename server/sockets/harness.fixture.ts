import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connect, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { db } from "#app/infra/db.server.ts";
import { findActor, openSession } from "#app/modules/accounts/sessions.server.ts";
import { attachSockets, type Sockets } from "#server/sockets/index.ts";

export type Node = { sockets: Sockets; server: Server; url: string; stop: () => Promise<void> };

/** A web process's sockets, on a port of their own. Two of them in one test speak over the real wire. */
export async function startNode(): Promise<Node> {
  const server = createServer((_, response) => response.end());
  const sockets = attachSockets(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    await sockets.close({ spread: 0 });
    await new Promise((resolve) => server.close(resolve));
  };
  return { sockets, server, url, stop };
}

let number = 0;

/** A person with an open session: the actor and the value for a Cookie header. */
export async function makePerson(name = "Awa Diop") {
  number += 1;
  const { id } = await db().user.create({
    data: {
      email: `p${number}@example.org`,
      handle: `p${number}`,
      name,
      passwordHash: "x",
      emailConfirmedAt: new Date(),
      country: "SN",
      language: "en",
      zone: "UTC",
    },
    select: { id: true },
  });
  const cookie = (await openSession(id, { userAgent: "test", address: "127.0.0.1" }, null)).split(";")[0]!;
  return { id, cookie, actor: (await findActor(id))! };
}

/** A webinar that is on right now. */
export async function makeWebinar(trainerId: string) {
  const hour = 3_600_000;
  const now = Date.now();
  return db().webinar.create({
    data: {
      slug: "live",
      title: "Live",
      description: "",
      html: "",
      rendererVersion: 1,
      language: "en",
      zone: "UTC",
      startsAt: new Date(now - hour),
      endsAt: new Date(now + hour),
      trainerId,
    },
    select: { id: true, publicId: true },
  });
}

type Options = Partial<ManagerOptions & SocketOptions> & { cookie?: string; origin?: string };

/** A browser's connection to a node; resolves once it stands, rejects when it is refused. */
export async function open(node: Node, { cookie, origin = node.url, ...options }: Options = {}): Promise<Socket> {
  const extraHeaders = { origin, ...(cookie && { cookie }) };
  const transports = ["websocket"];
  const socket = connect(node.url, { transports, extraHeaders, forceNew: true, reconnection: false, ...options });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => (socket.close(), reject(error)));
  });
  return socket;
}

/** Every message of one kind that this socket gets from here on. */
export function collect<T>(socket: Socket, event: string): T[] {
  const got: T[] = [];
  socket.on(event, (message: T) => got.push(message));
  return got;
}

export const ask = (socket: Socket, event: string, message: unknown) =>
  socket.timeout(5000).emitWithAck(event, message);
export const ended = (socket: Socket) => new Promise<string>((resolve) => socket.once("disconnect", resolve));
export const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
