import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { SearchKind } from "#app/modules/search/kinds/names.ts";

/** What things of a kind are called, and one of them. */
export const kindLabels: Record<SearchKind, MessageKey> = {
  topic: "search.kind.topic",
  reply: "search.kind.reply",
  course: "search.kind.course",
  lesson: "search.kind.lesson",
  quiz: "search.kind.quiz",
  webinar: "search.kind.webinar",
  activity: "search.kind.activity",
};

export const oneLabels: Record<SearchKind, MessageKey> = {
  topic: "search.one.topic",
  reply: "search.one.reply",
  course: "search.one.course",
  lesson: "search.one.lesson",
  quiz: "search.one.quiz",
  webinar: "search.one.webinar",
  activity: "search.one.activity",
};
