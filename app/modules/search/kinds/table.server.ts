import { activityOf, replyInPath, replyPath, topicPath } from "#app/modules/forum/paths.ts";
import {
  type FoundPost,
  listPostIds,
  listReplyTexts,
  listTopicIds,
  listTopicTexts,
  replyFound,
  topicFound,
} from "#app/modules/forum/found/posts-found.server.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";
import {
  courseFound,
  type FoundCourse,
  type FoundUnit,
  listCourseIds,
  listCourseTexts,
  listUnitIds,
  listUnitTexts,
  unitFound,
} from "#app/modules/learning/outline/courses-found.server.ts";
import { activityFound, listActivityIds, listActivityTexts } from "#app/modules/roadmaps/activities-found.server.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import {
  type FoundWebinar,
  listWebinarIds,
  listWebinarTexts,
  webinarFound,
} from "#app/modules/webinars/found/webinars-found.server.ts";
import type { FoundPlace, SearchKindContract } from "./contract.server.ts";
import type { SearchKind } from "./names.ts";

/** Every kind of thing that is found. The compiler asks for the row of a new one. */
export const kinds: Record<SearchKind, SearchKindContract> = {
  topic: {
    weight: 1,
    listIds: listTopicIds,
    listTexts: listTopicTexts,
    found: topicFound,
    show(facts, { layer }) {
      const { author, language, ...post } = facts as FoundPost;
      const href = layer === language ? topicPath(post) : replyInPath(post, 0, layer);
      return { href, author, place: placeOfSpace(post) };
    },
  },
  reply: {
    // What a topic is about is said by its title; replies are many.
    weight: 0.8,
    listIds: (after, limit) => listPostIds(after, limit),
    listTexts: listReplyTexts,
    found: replyFound,
    show(facts, { layer }) {
      const { author, language, ...post } = facts as FoundPost;
      const href = layer === language ? replyPath(post, post.number) : replyInPath(post, post.number, layer);
      return { href, author, title: post.title, place: placeOfSpace(post) };
    },
  },
  course: {
    weight: 1.2,
    listIds: listCourseIds,
    listTexts: listCourseTexts,
    found: (_, entry) => courseFound(entry),
    show(facts) {
      const { slug, activities } = facts as FoundCourse;
      return { href: coursePath(slug), place: { road: activities, within: [] } };
    },
  },
  lesson: unitKind("lesson", 1.1),
  quiz: unitKind("quiz", 0.9),
  webinar: {
    weight: 1,
    listIds: listWebinarIds,
    listTexts: listWebinarTexts,
    found: (_, entry) => webinarFound(entry),
    show(facts) {
      const { activities, ...webinar } = facts as FoundWebinar;
      return { href: webinarPath(webinar), place: { road: activities, within: [] } };
    },
  },
  activity: {
    weight: 1.2,
    listIds: listActivityIds,
    listTexts: listActivityTexts,
    found: (_, entry) => activityFound(entry),
    show(facts) {
      const { code } = facts as { code: string };
      return { href: `/roadmap/${code}`, place: { road: [code], within: [] } };
    },
  },
};

function unitKind(kind: "lesson" | "quiz", weight: number): SearchKindContract {
  return {
    weight,
    listIds: (after, limit) => listUnitIds(kind, after, limit),
    listTexts: (from, ids) => listUnitTexts(from, kind, ids),
    found: (_, entry) => unitFound(kind, entry),
    show(facts, { language: reader }) {
      const { slug, courseSlug, courseTitle, ownLanguage, activities } = facts as FoundUnit;
      const { text: words, language } = textIn(courseTitle, reader, ownLanguage);
      return { href: unitPath(courseSlug, slug), place: { road: activities, within: [{ words, language }] } };
    },
  };
}

function placeOfSpace({ spaceCode, spaceName }: Pick<FoundPost, "spaceCode" | "spaceName">): FoundPlace {
  const activity = activityOf(spaceCode);
  return { road: activity ? [activity] : [], within: spaceName ? [{ words: spaceName }] : [] };
}
