/** What completes a unit: every rule that is named must be met. An empty one is never met by itself. */
export type Completion = {
  opened?: true;
  markedDone?: true;
  /** Something was handed in: an attempt, a submission, a survey. */
  submitted?: true;
  /** What was handed in has its grade, given by whoever or whatever marks it; a trainer's decision counts too. */
  graded?: true;
  /** The least grade, from 1 to 100 per cent. */
  passed?: number;
  /** Replies in the unit's discussion, at least 1. */
  replies?: number;
  /** Minutes in the unit's webinar, at least 1. */
  attended?: number;
};

/** What is known of one person and one unit, as far as rules look at it. */
export type CompletionFacts = {
  openedAt: Date | null;
  markedAt: Date | null;
  submittedAt: Date | null;
  /** The grade that counts, a trainer's decision before the unit's own; null = not graded yet. */
  gradePercent: number | null;
  replies: number;
  attendedMinutes: number;
};

export type CompletionRule = keyof Completion;

/** The rules in the order in which people read them. */
export const completionRules = [
  "opened",
  "markedDone",
  "submitted",
  "graded",
  "passed",
  "replies",
  "attended",
] as const;

/** A rule that is not met: what it asks for and what is there, both in the rule's own unit (1 and 0 for yes and no). */
export type MissingRule = { rule: CompletionRule; needed: number; has: number };

/** The rules that are not met yet, in reading order. */
export function missingRules(completion: Completion, facts: CompletionFacts | null): MissingRule[] {
  return completionRules.flatMap((rule) => {
    const wanted = completion[rule];
    if (wanted === undefined) return [];
    const needed = wanted === true ? 1 : wanted;
    const has = facts ? measure(rule, facts) : 0;
    return has >= needed ? [] : [{ rule, needed, has }];
  });
}

/** Whether a unit is complete: at least one rule is named and all of them are met. */
export function isMet(completion: Completion, facts: CompletionFacts): boolean {
  return Object.keys(completion).length > 0 && missingRules(completion, facts).length === 0;
}

/** Whether somebody completes the unit by a button of its page. */
export function isMarkedByHand(completion: Completion): boolean {
  return completion.markedDone === true;
}

function measure(rule: CompletionRule, facts: CompletionFacts): number {
  switch (rule) {
    case "opened":
      return facts.openedAt ? 1 : 0;
    case "markedDone":
      return facts.markedAt ? 1 : 0;
    case "submitted":
      return facts.submittedAt ? 1 : 0;
    case "graded":
      return facts.gradePercent === null ? 0 : 1;
    case "passed":
      // Below every threshold while there is no grade: 0 would meet none either, as the least is 1.
      return facts.gradePercent ?? 0;
    case "replies":
      return facts.replies;
    case "attended":
      return facts.attendedMinutes;
  }
}

const pattern =
  /^(?:opened|marked done|submitted|graded|passed (\d{1,3}) ?%?|(\d{1,3}) repl(?:y|ies)|attended (\d{1,4})(?: minutes?)?)$/;

/**
 * Reads a rule as a package writes it: "opened", "marked done", "submitted", "graded", "passed 60", "2 replies",
 * "attended 30 minutes", several joined by " and ". Null for anything else, a rule named twice included.
 */
export function readCompletion(text: string): Completion | null {
  const completion: Completion = {};
  for (const part of text.trim().split(/\s+and\s+/)) {
    const found = pattern.exec(part);
    if (!found) return null;
    const rule = ruleOf(part);
    if (completion[rule] !== undefined) return null;
    const number = Number(found[1] ?? found[2] ?? found[3] ?? NaN);
    if (Number.isNaN(number)) Object.assign(completion, { [rule]: true });
    else if (number < 1 || (rule === "passed" && number > 100)) return null;
    else Object.assign(completion, { [rule]: number });
  }
  return completion;
}

/** The same as `readCompletion` reads it; reading it back gives an equal rule. */
export function writeCompletion(completion: Completion): string {
  const words = completionRules.flatMap((rule) => {
    const value = completion[rule];
    return value === undefined ? [] : [wordsOf(rule, Number(value))];
  });
  return words.join(" and ");
}

function ruleOf(part: string): CompletionRule {
  if (part.startsWith("passed")) return "passed";
  if (part.startsWith("attended")) return "attended";
  if (/^\d/.test(part)) return "replies";
  return part === "marked done" ? "markedDone" : (part as "opened" | "submitted" | "graded");
}

function wordsOf(rule: CompletionRule, value: number): string {
  switch (rule) {
    case "markedDone":
      return "marked done";
    case "passed":
      return `passed ${value}`;
    case "replies":
      return value === 1 ? "1 reply" : `${value} replies`;
    case "attended":
      return value === 1 ? "attended 1 minute" : `attended ${value} minutes`;
    default:
      return rule;
  }
}
