import { signInNeeded } from "#app/infra/app-error.ts";
import type { RealtimeSocket } from "#app/infra/realtime.server.ts";
import { joinRoom, sayInRoom } from "#app/modules/webinars/send-message.server.ts";
import { on } from "#server/sockets/on.ts";
import { quietRoom, type Presence } from "#server/sockets/presence.ts";

/** The live room of a webinar. */
export function serveRooms(socket: RealtimeSocket, presence: Presence): void {
  on(socket, "room.join", async ({ webinar, after, quiet, viewer }, actor) => {
    if (!actor || (viewer !== undefined && viewer !== actor.handle)) throw signInNeeded();
    const room = `room:${webinar}`;
    const known = await joinRoom(actor, { webinar, after });
    await socket.join(quiet ? [room, quietRoom] : room);
    presence.join(room, socket, actor);
    if (known.tooOld) return known;
    // What was said between the first reading and the joining of the room comes with a second reading; what is said from
    // here on comes live. The browser drops what it gets twice.
    const late = await joinRoom(actor, { webinar, after: known.last });
    return { ...late, messages: [...known.messages, ...late.messages] };
  });
  on(socket, "room.leave", async ({ webinar }) => {
    const room = `room:${webinar}`;
    await socket.leave(room);
    presence.leave(room, socket);
  });
  on(socket, "room.say", (message, actor) => sayInRoom(actor, message));
  socket.once("disconnect", () => presence.leaveAll(socket));
}
