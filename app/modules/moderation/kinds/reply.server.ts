import { notFound } from "#app/infra/app-error.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import { markdownToText } from "#app/lib/markdown.ts";
import {
  findPostsToModerate,
  moderatePost,
  type PostToModerate,
  requirePostInSight,
} from "#app/modules/forum/states/moderate-post.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/** A post of a topic; its opening post stands for the topic. */
export const postOfTopic: KindContract = {
  find: async (client, ids) => (await findPostsToModerate(client, { ids })).map(thingOf),
  async requireInSight(actor, id) {
    const [post] = await findPostsToModerate(db(), { ids: [id] });
    if (!post) throw notFound();
    await requirePostInSight(actor, post);
    return thingOf(post);
  },
  move: (tx, id, decide) => moderatePost(tx, id, decide),
};

/** The opening post of the topic with this number; null when there is none. */
export async function findOpeningPost(client: Db, id: string): Promise<Thing | null> {
  const publicId = /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0;
  const [post] = publicId > 0 ? await findPostsToModerate(client, { publicId }) : [];
  return post ? thingOf(post) : null;
}

function thingOf(post: PostToModerate): Thing {
  return {
    kind: "reply",
    id: post.id,
    author: { id: post.authorId, name: post.authorName, handle: post.authorHandle },
    title: post.title,
    number: post.number,
    html: post.html,
    text: markdownToText(post.body),
    picture: null,
    language: post.language,
    href: post.href,
    state: post.state,
    version: post.version,
    spaceCode: post.spaceCode,
    writtenAt: post.createdAt,
    context: post.before ? [post.before] : [],
  };
}
