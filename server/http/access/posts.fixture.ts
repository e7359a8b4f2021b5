import { db } from "#app/infra/db.server.ts";
import { deletePost, restorePost } from "#app/modules/forum/states/delete-post.server.ts";
import type { Stage } from "./people.fixture.ts";
import { everybody, get, members, only, post, type Row, same } from "./row.fixture.ts";
import { withFile } from "./run.fixture.ts";

export type Things = {
  space: string;
  topic: { publicId: number; slug: string };
  /** The secret of a private feed of the learner's. */
  feed: string;
  /** The learner's. */
  reply: { id: string; version: number };
  /** Two more of the learner's: one that comes and goes, and one that is deleted. */
  other: string;
  deleted: string;
  /** Somebody else's. */
  others: string;
  /** The number of a sealed question of the learner's. */
  sealed: number;
  /** Another space, and a topic of the first one that comes and goes. */
  elsewhere: string;
  spare: number;
  spareTag: string;
  /** The address of a file in a post. */
  file: string;
  /** A topic with a poll. */
  polled: number;
};
export type Here = Things & Stage;

export const space = ({ space: code }: Here) => `/forum/${code}`;
export const topic = ({ topic: { publicId } }: Here) => `/topics/${publicId}`;
export const reply = ({ reply: { id } }: Here) => `/replies/${id}`;
/** Whoever wrote it, and whoever keeps the forum in order. */
export const keepers = only(["learner", "moderator", "administrator"]);
/** Whoever keeps the forum in order; the topic is by somebody who does not come. */
export const team = only(["moderator", "administrator"]);
export const isSilent = true;

export function findReply(id: string) {
  return db().reply.findUniqueOrThrow({ where: { id }, select: { id: true, version: true } });
}

/** The rows of what people do with single posts, and of what they keep of them. */
export const postRows: Row<Here>[] = [
  get("replies/:id/edit", (here) => `${reply(here)}/edit`, keepers),
  post("replies/:id/edit", (here) => `${reply(here)}/edit`, { intent: "preview", body: "*Words*" }, keepers, {
    isSilent,
  }),
  post(
    "replies/:id/edit",
    (here) => `${reply(here)}/edit`,
    ({ reply: { version } }, { fresh }) => ({ intent: "send", body: `Changed by ${fresh}.`, version: String(version) }),
    keepers,
    { renew: async ({ reply: { id } }) => ({ reply: await findReply(id) }) },
  ),
  get("replies/:id/delete", ({ other }) => `/replies/${other}/delete`, only(["learner"])),
  post("replies/:id/delete", ({ other }) => `/replies/${other}/delete`, {}, only(["learner"]), {
    renew: async ({ other, people }) => (await restorePost(people.learner, other), {}),
  }),
  get("replies/:id/restore", ({ deleted }) => `/replies/${deleted}/restore`, only(["learner"])),
  post("replies/:id/restore", ({ other }) => `/replies/${other}/restore`, {}, only(["learner"]), {
    renew: async ({ other, people }) => (await deletePost(people.learner, other), {}),
  }),
  get("replies/:id/accept", (here) => `${reply(here)}/accept`, same(302)),
  post("replies/:id/accept", (here) => `${reply(here)}/accept?set=on`, {}, team, {
    renew: async ({ reply: { id } }) => (
      await db().topic.updateMany({ where: { acceptedReplyId: id }, data: { acceptedReplyId: null } }),
      {}
    ),
  }),
  get("replies/:id/outcome", (here) => `${reply(here)}/outcome`, same(302)),
  post("replies/:id/outcome", (here) => `${reply(here)}/outcome?set=on`, {}, team, {
    renew: async ({ reply: { id } }) => (
      await db().topic.updateMany({ where: { outcomeReplyId: id }, data: { outcomeReplyId: null } }),
      {}
    ),
  }),
  get("replies/:id/wiki", (here) => `${reply(here)}/wiki`, same(302)),
  post("replies/:id/wiki", (here) => `${reply(here)}/wiki?set=on`, {}, keepers, {
    renew: async ({ reply: { id } }) => (await db().reply.updateMany({ where: { id }, data: { isWiki: false } }), {}),
  }),
  get("forum/files/new", (here) => `/forum/files/new?of=reply:${here.topic.publicId}`, members),
  post(
    "forum/files/new",
    (here) => `/forum/files/new?of=reply:${here.topic.publicId}`,
    () => withFile({}, "file", { name: "list.csv", content: Buffer.from("country;law\nKE;2020\n") }),
    members,
  ),
  get("forum/files/:name", ({ file }) => file, everybody),
  get("me/bookmarks", () => "/me/bookmarks", members),
  post("me/bookmarks", () => "/me/bookmarks", { id: "00000000-0000-7000-8000-000000000000" }, members, { isSilent }),
  get("replies/:id/bookmark", ({ others }) => `/replies/${others}/bookmark`, members),
  post("replies/:id/bookmark", ({ others }) => `/replies/${others}/bookmark?set=on`, {}, members, { about: "on" }),
  post("replies/:id/bookmark", ({ others }) => `/replies/${others}/bookmark`, { reminder: "week" }, members),
  post("replies/:id/bookmark", ({ others }) => `/replies/${others}/bookmark?set=off`, {}, members, { about: "off" }),
  get("replies/:id/react", ({ others }) => `/replies/${others}/react`, same(302)),
  post("replies/:id/react", ({ others }) => `/replies/${others}/react?set=on`, { kind: "thanks" }, members, {
    about: "on",
  }),
  post("replies/:id/react", ({ others }) => `/replies/${others}/react?set=off`, { kind: "thanks" }, members, {
    about: "off",
  }),
  get("replies/:id/translate", (here) => `${reply(here)}/translate?into=fr`, members),
  post("replies/:id/translate", (here) => `${reply(here)}/translate`, { intent: "preview", body: "*Mots*" }, members, {
    isSilent,
  }),
  post(
    "replies/:id/translate",
    (here) => `${reply(here)}/translate`,
    (_, { fresh }) => ({ intent: "send", language: "fr", body: `Mots de ${fresh}.` }),
    members,
    { renew: async () => (await db().postTranslation.deleteMany(), {}) },
  ),
  get("replies/:id/reactions", ({ others }) => `/replies/${others}/reactions`, everybody),
  get("replies/:id/history", (here) => `${reply(here)}/history`, everybody),
];
