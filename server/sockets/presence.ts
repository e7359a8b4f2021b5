import { createHash, randomUUID } from "node:crypto";
import type { Realtime, RealtimeSocket } from "#app/infra/realtime.server.ts";
import { isStrained } from "#app/infra/strain.server.ts";
import type { ToldFace } from "#app/lib/faces/drawn.ts";
import { tellFace } from "#app/lib/faces/told.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { seatOf } from "#server/sockets/session.ts";

/** What a room shows of a person. A process of before tells no face. */
type Shown = [name: string, face?: ToldFace];
/** A person in a room as the web processes tell each other, by a short key. */
type Person = [key: string, ...Shown];

/** What one process tells the others. `full` replaces everything known of it; `hello` asks everybody for theirs. */
type News = {
  node: string;
  hello?: true;
  gone?: true;
  full?: [room: string, people: Person[]][];
  /** In order, since one may leave and come back between two beats; without a name: gone. */
  moves?: [room: string, key: string, name: string | null, face?: ToldFace][];
};

type Node = { seen: number; rooms: Map<string, Map<string, Shown>> };

export type Presence = {
  join(room: string, socket: RealtimeSocket, actor: Actor): void;
  leave(room: string, socket: RealtimeSocket): void;
  leaveAll(socket: RealtimeSocket): void;
  close(): void;
};

/** Browsers hear of a room, and processes of each other, at most this often. */
const TICK = 2000;
/** Everything is told anew this often, which heals whatever was missed; a process that is silent thrice is forgotten. */
const FULL = 30_000;
const MOST_NAMES = 12;

/** Whoever is in it is counted like everybody, and told nothing of it. */
export const quietRoom = "quiet";

/**
 * Counts the people (not their tabs) in each room across all web processes. Each process knows its own sockets and keeps
 * a copy of what the others told; nobody ever asks the whole cluster, which would cost a message per process and person.
 */
export function createPresence(io: Realtime, tick = TICK): Presence {
  const node = randomUUID().slice(0, 8);
  /** room -> person's key -> what is shown of them, and their sockets here */
  const here = new Map<string, Map<string, { shown: Shown; sockets: Set<string> }>>();
  const others = new Map<string, Node>();
  const changed = new Set<string>();
  let moves: NonNullable<News["moves"]> = [];

  const tell = (news: Omit<News, "node">) => io.serverSideEmit("presence", { node, ...news });

  function tellAll(): void {
    if (here.size === 0) return;
    const full = [...here].map(([room, people]): [string, Person[]] => [
      room,
      [...people].map(([key, { shown }]): Person => [key, ...shown]),
    ]);
    tell({ full });
  }

  function hear(news: News): void {
    if (news.hello) return tellAll();
    const known = others.get(news.node) ?? { seen: 0, rooms: new Map() };
    if (news.gone || news.full) {
      for (const room of known.rooms.keys()) changed.add(room);
      known.rooms = new Map();
    }
    if (news.gone) return void others.delete(news.node);
    known.seen = Date.now();
    for (const [room, people] of news.full ?? [])
      known.rooms.set(room, new Map(people.map(([key, ...shown]) => [key, shown])));
    for (const [room, key, name, face] of news.moves ?? []) {
      if (!known.rooms.has(room)) known.rooms.set(room, new Map());
      if (name === null) known.rooms.get(room)!.delete(key);
      else known.rooms.get(room)!.set(key, [name, face]);
    }
    for (const [room] of [...(news.full ?? []), ...(news.moves ?? [])]) changed.add(room);
    others.set(news.node, known);
  }

  function stateOf(room: string) {
    const people = new Map<string, Shown>();
    for (const [key, { shown }] of here.get(room) ?? []) people.set(key, shown);
    for (const { rooms } of others.values()) for (const [key, shown] of rooms.get(room) ?? []) people.set(key, shown);
    const some = [...people.values()].slice(0, MOST_NAMES).sort(([a], [b]) => a.localeCompare(b));
    return { people: people.size, names: some.map(([name]) => name), faces: some.map(([, face]) => face ?? null) };
  }

  function beat(): void {
    // Nobody waits for it: what has changed meanwhile is told in one piece afterwards.
    if (isStrained()) return;
    if (moves.length > 0) tell({ moves });
    moves = [];
    for (const room of changed) {
      // To the sockets of this process; the others tell theirs. Who is behind may miss one: the next says it all.
      if (here.has(room)) io.local.to(room).except(quietRoom).volatile.emit("room.presence", stateOf(room));
    }
    changed.clear();
  }

  function forgetSilent(): void {
    tellAll();
    for (const [name, { seen, rooms }] of others) {
      if (seen > Date.now() - 3 * FULL) continue;
      for (const room of rooms.keys()) changed.add(room);
      others.delete(name);
    }
  }

  function leave(room: string, socket: RealtimeSocket): void {
    const { actor } = seatOf(socket);
    if (!actor) return;
    const key = keyOf(actor.id);
    const people = here.get(room);
    const person = people?.get(key);
    if (!person?.sockets.delete(socket.id) || person.sockets.size > 0) return;
    people!.delete(key);
    if (people!.size === 0) here.delete(room);
    moves.push([room, key, null]);
    changed.add(room);
  }

  io.on("presence", hear as (news: unknown) => void);
  tell({ hello: true });
  const timers = [setInterval(beat, tick), setInterval(forgetSilent, FULL)];
  return {
    join(room, socket, actor) {
      const key = keyOf(actor.id);
      if (!here.has(room)) here.set(room, new Map());
      const people = here.get(room)!;
      const person = people.get(key);
      if (person) person.sockets.add(socket.id);
      else {
        const shown: Shown = [actor.name.split(/\s/)[0]!.slice(0, 40), tellFace(actor)];
        people.set(key, { shown, sockets: new Set([socket.id]) });
        moves.push([room, key, ...shown]);
        changed.add(room);
      }
      if (!socket.rooms.has(quietRoom)) socket.emit("room.presence", stateOf(room));
    },
    leave,
    leaveAll(socket) {
      for (const room of here.keys()) leave(room, socket);
    },
    close() {
      for (const timer of timers) clearInterval(timer);
      tell({ gone: true });
    },
  };
}

function keyOf(userId: string): string {
  return createHash("sha256").update(userId).digest("base64url").slice(0, 11);
}
