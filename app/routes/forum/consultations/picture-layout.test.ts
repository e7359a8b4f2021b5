import { expect, it } from "vitest";
import { layOut, picture } from "./picture-layout.ts";

const groups = [
  { x: -2, y: 0.5, size: 20 },
  { x: 2, y: -0.5, size: 5 },
  { x: 0, y: 1, size: 10 },
];

it("keeps every circle inside, as far apart as the groups are, the larger the more people", () => {
  const { circles, own, height } = layOut(groups, { x: -3, y: 0 });
  expect(height).toBeLessThanOrEqual(picture.height);
  for (const { x, y, radius } of circles) {
    expect(Math.min(x, y) - radius).toBeGreaterThanOrEqual(0);
    expect([x + radius <= picture.width, y + radius <= height]).toEqual([true, true]);
  }
  const [first, second, third] = circles;
  expect((second!.x - first!.x) / (third!.x - first!.x)).toBeCloseTo(2, 1);
  expect(third!.y).toBeLessThan(second!.y);
  expect(own!.x).toBeLessThan(first!.x);
  expect((first!.radius / second!.radius) ** 2).toBeCloseTo(4, 0);
});

it("draws groups in one line, and one alone, in the middle", () => {
  const line = layOut(
    [
      { x: 0, y: 0, size: 5 },
      { x: 1, y: 0, size: 5 },
    ],
    null,
  );
  expect(line.circles.map(({ y }) => y)).toEqual([line.height / 2, line.height / 2]);
  expect(line.height).toBeLessThan(picture.height);
  expect(layOut([{ x: 3, y: 3, size: 9 }], null).circles[0]).toMatchObject({ x: picture.width / 2 });
});
