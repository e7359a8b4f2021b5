import type { Problem } from "#app/lib/problem.ts";

import { findCycle } from "#app/modules/learning/courses/cycles.ts";
import type { CoursePackage, PackageSlot, PackageUnit } from "./types.ts";

/**
 * Checks what a package says about its own parts: required units that are not in it, units that would wait for one
 * another (the order of a linear course included), and places of a quiz whose question or category is not there or that
 * draw more questions than there are. Every one is an error with the file that says it. Throws nothing.
 */
export function checkRequirements(course: Omit<CoursePackage, "files">, problems: Problem[]): void {
  const units = course.modules.flatMap((module) => module.units);
  const slugs = new Set(units.map(({ slug }) => slug));
  const report = (unit: PackageUnit, code: string, values: Problem["values"]) =>
    problems.push({ file: unit.texts[0]?.sourceFile ?? unit.slug, line: 0, code, values, level: "error" });
  for (const unit of units) {
    for (const slug of (unit.requires ?? []).filter((one) => !slugs.has(one))) {
      report(unit, "courses.package.unknown_unit", { slug });
    }
    checkSlots(unit, course, (code, values) => report(unit, code, values));
  }
  const edges = units.map(({ slug, requires = [] }, index): [string, string[]] => {
    const before = course.isLinear ? units[index - 1] : undefined;
    return [slug, before ? [...requires, before.slug] : requires];
  });
  const circle = findCycle(new Map(edges));
  const begin = circle && units.find(({ slug }) => slug === circle[0]);
  if (begin) report(begin, "courses.structure.error.unit_circle", { way: circle.join(" ← ") });
}

function checkSlots(
  unit: PackageUnit,
  { bank = [] }: Pick<CoursePackage, "bank">,
  report: (code: string, values: Problem["values"]) => void,
): void {
  const questionsOf = (from: string | null) =>
    from === null ? unit.questions : bank.find(({ path }) => path === from)?.questions;
  for (const slot of unit.slots ?? []) {
    const questions = questionsOf(slot.from);
    if (!questions) report("courses.package.unknown_category", { category: slot.from ?? "" });
    else if ("question" in slot) {
      const isThere = questions.some(({ key }) => key === slot.question);
      if (!isThere) report("courses.package.unknown_question", { key: slot.question });
    } else checkDraw(slot, questions, report);
  }
}

function checkDraw(
  { draws, tags, from }: Extract<PackageSlot, { draws: number }>,
  questions: PackageUnit["questions"],
  report: (code: string, values: Problem["values"]) => void,
): void {
  const tagsOf = (question: PackageUnit["questions"][number]) => Object.values(question.translations)[0]?.tags ?? [];
  const count = questions.filter((question) => tags.every((tag) => tagsOf(question).includes(tag))).length;
  if (count < draws) report("courses.package.too_few_questions", { category: from, draws, count });
}
