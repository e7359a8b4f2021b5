import type { PageRequest } from "#app/http/page.server.ts";
import { getTopicToMove } from "#app/modules/forum/moving/get-topic-to-move.server.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";

/** Admits the facilitators of a topic to its forms. Throws as `getTopicToMove`. */
export const admitMover = ({ actor, param }: PageRequest) => getTopicToMove(actor, topicNumberOf(param("id")));
