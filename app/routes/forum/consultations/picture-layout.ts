type Place = { x: number; y: number };

/** The size of the picture, which is lower where the groups lie in one line; circles stay inside, with their letters. */
export const picture = { width: 360, height: 240 } as const;
const margin = 56;

/**
 * Where groups, and the reader among them, are drawn: as far apart as they stand in the plane of the votes, the same scale along both axes,
 * in the middle of the picture. The area of a circle is the share of people in it.
 */
export function layOut(groups: readonly (Place & { size: number })[], own: Place | null) {
  const all: Place[] = own ? [...groups, own] : [...groups];
  const span = (axis: "x" | "y") => {
    const values = all.map((place) => place[axis]);
    const [from, to] = [Math.min(...values), Math.max(...values)];
    return { middle: (from + to) / 2, length: to - from };
  };
  const [x, y] = [span("x"), span("y")];
  const inner = { width: picture.width - 2 * margin, height: picture.height - 2 * margin };
  const fits = [inner.width / x.length, inner.height / y.length].filter(Number.isFinite);
  const scale = fits.length > 0 ? Math.min(...fits) : 0;
  const height = Math.round(y.length * scale) + 2 * margin;
  const place = (at: Place) => ({
    x: Math.round(picture.width / 2 + (at.x - x.middle) * scale),
    y: Math.round(height / 2 - (at.y - y.middle) * scale),
  });
  const people = groups.reduce((sum, { size }) => sum + size, 0);
  const circles = groups.map((group) => ({
    ...place(group),
    radius: Math.round((margin - 6) * Math.sqrt(group.size / people)),
  }));
  return { circles, own: own && place(own), height };
}
