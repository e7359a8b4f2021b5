import { describe, expect, it } from "vitest";
import { fillSlots, type DrawSlot } from "./question-draw.ts";

const bank = Array.from({ length: 20 }, (_, index) => `q${index}`);
const slot = (id: string, wish: Partial<DrawSlot>): DrawSlot => ({
  id,
  position: Number(id),
  draws: 1,
  marks: null,
  candidates: bank,
  ...wish,
});
const draw = (slots: DrawSlot[], seed = 7, shuffles = false) =>
  fillSlots(slots, { seed, shuffles }).questions.map(({ questionId }) => questionId);

describe("drawing a paper", () => {
  it("gives the same paper for the same seed, another one for another, whatever order the bank comes in", () => {
    const slots = [slot("1", { draws: 5 })];
    expect(draw(slots)).toEqual(draw([slot("1", { draws: 5, candidates: bank.toReversed() })]));
    const papers = new Set(Array.from({ length: 20 }, (_, seed) => draw(slots, seed).join()));
    expect(papers.size).toBeGreaterThan(15);
  });

  it("draws every question about equally often", () => {
    const counts = new Map(bank.map((id) => [id, 0]));
    for (let seed = 0; seed < 2000; seed += 1)
      for (const id of draw([slot("1", { draws: 5 })], seed)) counts.set(id, counts.get(id)! + 1);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(120);
  });

  it("never has a question twice, be it fixed or drawn by several places", () => {
    const slots = [slot("1", { draws: 10 }), slot("2", { candidates: ["q3"] }), slot("3", { draws: 9 })];
    for (let seed = 0; seed < 50; seed += 1) {
      const questions = draw(slots, seed);
      expect(new Set(questions).size).toBe(20);
      expect(questions[10]).toBe("q3");
    }
  });

  it("leaves a small category to the place that has nothing else", () => {
    const slots = [slot("1", { draws: 2, candidates: ["a", "b", "c"] }), slot("2", { draws: 1, candidates: ["a"] })];
    for (let seed = 0; seed < 30; seed += 1) expect(draw(slots, seed)[2]).toBe("a");
  });

  it("keeps each place's marks, and puts the places in another order when it shuffles", () => {
    const slots = bank.map((id, index) => slot(String(index), { candidates: [id], marks: index }));
    const { questions } = fillSlots(slots, { seed: 3, shuffles: true });
    expect(questions.map(({ questionId }) => questionId)).not.toEqual(bank);
    for (const { questionId, marks } of questions) expect(questionId).toBe(`q${marks}`);
    expect(draw(slots, 3)).toEqual(bank);
  });

  it("says which place finds too few", () => {
    const slots = [slot("1", { candidates: ["a"] }), slot("2", { draws: 3, candidates: ["a", "b", "c"] })];
    expect(fillSlots(slots, { seed: 1, shuffles: false })).toEqual({
      questions: [],
      missing: [{ position: 2, wanted: 3, found: 2 }],
    });
  });
});
