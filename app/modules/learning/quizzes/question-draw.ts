import { seedOf, shuffled } from "#app/lib/random.ts";

/** One slot of a quiz with the questions that may stand there; a fixed question is its only candidate. */
export type DrawSlot = {
  id: string;
  position: number;
  draws: number;
  marks: number | null;
  candidates: readonly string[];
};

export type DrawnQuestion = { questionId: string; marks: number | null };

/** A slot that cannot be filled: how many questions it asks for and how many are left for it. */
export type TooFew = { position: number; wanted: number; found: number };

/**
 * The questions of one paper: every slot filled, no question twice, the same for the same seed. Which of them stands
 * where is a maximum matching of slots and candidates (Kuhn's augmenting paths) over candidates in an order that the
 * seed decides, so that overlapping categories are drawn from as long as that is possible at all. With `shuffles` the
 * slots are put in an order of the seed's. Returns what is missing when there are too few questions.
 */
export function fillSlots(
  slots: readonly DrawSlot[],
  { seed, shuffles }: { seed: number; shuffles: boolean },
): { questions: DrawnQuestion[]; missing: TooFew[] } {
  const positions = slots.flatMap((slot) => Array.from({ length: slot.draws }, (_, draw) => ({ slot, draw })));
  const orders = new Map(
    slots.map(({ id, candidates }) => [id, shuffled([...new Set(candidates)].sort(), seedOf(seed, id))]),
  );
  const taken = new Map<string, number>();
  const fill = (position: number, seen: Set<string>): boolean =>
    (orders.get(positions[position]!.slot.id) ?? []).some((question) => {
      if (seen.has(question)) return false;
      seen.add(question);
      const holder = taken.get(question);
      if (holder !== undefined && !fill(holder, seen)) return false;
      taken.set(question, position);
      return true;
    });
  const open = positions.flatMap((_, position) => (fill(position, new Set()) ? [] : [position]));
  const missing = slots.flatMap(({ id, position, draws }) => {
    const lacking = open.filter((position) => positions[position]!.slot.id === id).length;
    return lacking > 0 ? [{ position, wanted: draws, found: draws - lacking }] : [];
  });
  if (missing.length > 0) return { questions: [], missing };
  const questions = [...taken]
    .sort(([, a], [, b]) => a - b)
    .map(([questionId, position]) => ({ questionId, marks: positions[position]!.slot.marks }));
  return { questions: shuffles ? shuffled(questions, seedOf(seed, "order")) : questions, missing };
}
