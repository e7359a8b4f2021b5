import type { ClozeGap, ClozeQuestion } from "#app/modules/learning/questions/questions.ts";
import { numberIn } from "./scope.ts";
import { child, textOf, type XmlNode } from "./tree.ts";
import { element } from "./xml-text.ts";

// Moodle knows whole weights only, and a question is worth their sum. Ours are shares of marks that stand for themselves; where
// the two differ our own travel as <gapweights marks="1">1 1 0.5</gapweights>, which Moodle does not know.

export type GapWeights = {
  /** The elements that carry our own weights. */
  own: string[];
  /** In Moodle the question or a part of it is worth something else. */
  differsInMoodle: boolean;
};

/** The gaps with their own weights and the marks that go with them; null where the file says nothing of them. */
export function gapWeights(node: XmlNode, gaps: readonly ClozeGap[]): { marks: number; gaps: ClozeGap[] } | null {
  const own = child(node, "gapweights");
  const weights = textOf(own).split(/\s+/);
  // The text was changed since: then what stands in it counts.
  if (!own || weights.length !== gaps.length) return null;
  const number = (text: string) => numberIn(text, own.line, own.name);
  return {
    marks: number(own.attributes.marks ?? ""),
    gaps: gaps.map((gap, at) => ({ ...gap, weight: number(weights[at] ?? "") })),
  };
}

/**
 * Whole weights for Moodle, in the proportions of the gaps and with the question's marks as their sum where there are such;
 * and our own in an element beside them where they differ.
 */
export function wholeWeights({ gaps, marks }: ClozeQuestion): GapWeights & { weights: number[] } {
  const own = gaps.map(({ weight }) => weight);
  const total = sum(own);
  const scaled = own.map((weight) => (total > 0 ? (weight * marks) / total : 0));
  const isWhole = scaled.every((weight) => Math.abs(weight - Math.round(weight)) < 1e-9);
  const weights = (isWhole ? scaled : own).map((weight) => (weight > 0 ? Math.max(1, Math.round(weight)) : 0));
  const isSame = marks === total && own.every((weight, at) => weight === weights[at]);
  return { weights, own: isSame ? [] : [weightsElement(own, marks)], differsInMoodle: !isWhole };
}

/** Where Moodle gives every gap the same share. */
export function ownWeights({ gaps, marks }: ClozeQuestion): GapWeights {
  const own = gaps.map(({ weight }) => weight);
  const isPlain = own.every((weight) => weight === 1);
  const differsInMoodle = own.some((weight) => weight !== own[0]);
  return { own: isPlain ? [] : [weightsElement(own, marks)], differsInMoodle };
}

function weightsElement(weights: readonly number[], marks: number): string {
  return element("gapweights", { marks: String(marks) }, weights.join(" "));
}

function sum(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0);
}
