import type { Actor } from "#app/modules/accounts/actor.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { demoActor, type DemoPerson } from "#prisma/seed/demo-people.ts";
import work from "./work.json" with { type: "json" };

export const courseSlug = "run-a-national-consultation-online";

type Member = keyof typeof work;

/** What a member wrote; parts that they have not done are missing. */
type Work = {
  /** Questions with a wrong answer, the text of the last one, and what the trainer gave for it. */
  quiz?: { wrong: string[]; essay: string; mark?: { marks: number; comment: string } };
  plan: string;
  /** What their plan is told, whoever reviews it. */
  reviews: { points: Record<string, number>; comment: string }[];
  reply?: string;
  survey?: { useful: string; helped: string; studied: string[]; change: string };
};

/** The demo's course with those who run it, at the moment of the seed; everything else happened before. */
export type Scene = { at: Date; trainer: Actor; access: Authoring };

export function workOf(member: Member): Work {
  return work[member];
}

/** The address of a unit of the course. */
export function unitAt(unitSlug: string) {
  return { courseSlug, unitSlug };
}

/** So many days after the seed, or before it when they are negative. */
export function daysFrom({ at }: Pick<Scene, "at">, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000);
}

export type Participant = { member: Member; actor: Actor };

export async function participantsOf(members: readonly Member[]): Promise<Participant[]> {
  const found: Participant[] = [];
  for (const member of members) found.push({ member, actor: await demoActor(member satisfies DemoPerson) });
  return found;
}
