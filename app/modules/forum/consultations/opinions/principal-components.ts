import { countOf } from "./vote-matrix.ts";

export type Point = readonly [x: number, y: number];

/**
 * Where people stand to each other, in the plane in which their votes differ most: the first two principal components (Pearson 1901,
 * Hotelling 1933) of the matrix of votes. Who has not voted on a statement stands at its mean, and so says nothing there; since that draws
 * people with few votes to the middle, each is moved out by the square root of the share of statements that they voted on, as Small,
 * Bjorkegren, Erkkilä, Shaw and Megill describe it ("Polis: Scaling deliberation by mapping high dimensional opinion spaces", Recerca
 * 2021). The sign of an axis, which is open, is chosen by its largest part: the same votes give the same plane.
 */
export function principalPlane(rows: readonly (readonly (number | null)[])[]): Point[] {
  const width = rows[0]?.length ?? 0;
  if (width === 0) return rows.map(() => [0, 0]);
  const means = Array.from({ length: width }, (_, column) => meanOf(rows.map((row) => row[column]!)));
  const centred = rows.map((row) => row.map((value, column) => (value === null ? 0 : value - means[column]!)));
  const [first, second] = largestAxes(covarianceOf(centred, width));
  return centred.map((row, index) => {
    const reach = Math.sqrt(width / Math.max(1, countOf(rows[index]!)));
    return [reach * dot(row, first), reach * dot(row, second)];
  });
}

function meanOf(values: readonly (number | null)[]): number {
  const count = countOf(values);
  return count === 0 ? 0 : values.reduce((sum: number, value) => sum + (value ?? 0), 0) / count;
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function covarianceOf(centred: readonly number[][], width: number): number[][] {
  const sums = Array.from({ length: width }, () => Array.from({ length: width }, () => 0));
  for (const row of centred)
    for (let i = 0; i < width; i++) {
      if (row[i] === 0) continue;
      for (let j = i; j < width; j++) sums[i]![j]! += row[i]! * row[j]!;
    }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) sums[i]![j] = sums[j]![i]!;
  return sums.map((line) => line.map((sum) => sum / Math.max(1, centred.length)));
}

/** The eigenvectors of the two largest eigenvalues; of the second there may be none, which is a vector of zeros. */
function largestAxes(matrix: number[][]): [number[], number[]] {
  const { values, vectors } = eigenOf(matrix);
  const order = values.map((_, index) => index).sort((one, other) => values[other]! - values[one]! || one - other);
  const axisOf = (rank: number) => {
    const column = order[rank];
    if (column === undefined || values[column]! < 1e-12) return matrix.map(() => 0);
    return pointed(vectors.map((line) => line[column]!));
  };
  return [axisOf(0), axisOf(1)];
}

/** The axis with its largest part, the first of equals, positive. */
function pointed(axis: number[]): number[] {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-9 ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}

/**
 * Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 8.5):
 * slower than others, simple, and exact enough for the sixty statements that there may be.
 */
function eigenOf(matrix: number[][]): { values: number[]; vectors: number[][] } {
  const size = matrix.length;
  const a = matrix.map((line) => [...line]);
  const v = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p]![q]! ** 2;
    if (off < 1e-20) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q);
  }
  return { values: a.map((line, index) => line[index]!), vectors: v };
}

/** Makes the element (p, q) zero. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (Math.abs(apq) < 1e-15) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const tan = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cos = 1 / Math.sqrt(tan * tan + 1);
  const sin = tan * cos;
  for (const line of a) turn(line, p, q, cos, sin);
  const [rowP, rowQ] = [a[p]!, a[q]!];
  for (let k = 0; k < a.length; k++) {
    const [one, other] = [rowP[k]!, rowQ[k]!];
    rowP[k] = cos * one - sin * other;
    rowQ[k] = sin * one + cos * other;
  }
  for (const line of v) turn(line, p, q, cos, sin);
}

function turn(line: number[], p: number, q: number, cos: number, sin: number): void {
  const [one, other] = [line[p]!, line[q]!];
  line[p] = cos * one - sin * other;
  line[q] = sin * one + cos * other;
}
