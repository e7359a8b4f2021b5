import { AppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { publish } from "#app/infra/realtime.server.ts";
import {
  findMessagesToModerate,
  type MessageToModerate,
  moderateMessage,
  readMessageId,
  requireMessageInSight,
} from "#app/modules/webinars/moderate-message.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/** Something said in a webinar's room: "<webinar>:<number>". */
export const messageOfRoom: KindContract = {
  find: async (client, ids) => (await findMessagesToModerate(client, ids.map(readMessageId))).map(thingOf),
  async requireInSight(actor, id) {
    const [message] = await findMessagesToModerate(db(), [readMessageId(id)]);
    if (!message) throw notFound();
    await requireMessageInSight(actor, message);
    if (message.state !== "visible") throw new AppError("moderation.error.message_gone", 410);
    return thingOf(message);
  },
  move: (tx, id, decide) => moderateMessage(tx, readMessageId(id), (state) => decide(state)?.to ?? null),
  announce(id, state) {
    const { publicId, sequence } = readMessageId(id);
    if (state !== "visible") publish(`room:${publicId}`, "room.message_gone", { sequence });
  },
};

function thingOf(message: MessageToModerate): Thing {
  return {
    kind: "message",
    id: `${message.publicId}:${message.sequence}`,
    author: { id: message.authorId, name: message.authorName, handle: message.authorHandle },
    title: message.title,
    number: message.sequence,
    html: null,
    text: message.body,
    picture: null,
    language: message.language,
    href: message.href,
    state: message.state,
    version: 1,
    spaceCode: null,
    writtenAt: message.createdAt,
    context: message.before,
  };
}
