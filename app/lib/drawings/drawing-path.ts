export const drawingKinds = ["course", "module", "webinar", "place"] as const;
export type DrawingKind = (typeof drawingKinds)[number];
/** What a drawing is of, and the output ("1" to "5"; "0" for none) whose road runs through it. */
export type DrawingOf = { kind: DrawingKind; id: string; road: string };

/** Rises when `drawLand` draws otherwise: what browsers and caches hold is held for ever. */
const version = "1";

const pattern = new RegExp(`^/drawings/${version}/(${drawingKinds.join("|")})/([0-5])/([a-z0-9-]{1,64})\\.(svg|png)$`);

/** The address of a drawing: "/drawings/1/course/2/<id>.svg" is a course on the second road. */
export function drawingPath({ kind, id, road }: DrawingOf): string {
  return `/drawings/${version}/${kind}/${road}/${id}.svg`;
}

/** The same as a picture that previews of links show: they take no SVG. */
export function sharedPicturePath({ kind, id, road }: DrawingOf): string {
  return `/drawings/${version}/${kind}/${road}/${id}.png`;
}

/** What an address asks for; null for one that neither of these makes. */
export function readDrawingPath(path: string): (DrawingOf & { form: "svg" | "png" }) | null {
  const [, kind, road, id, form] = pattern.exec(path) ?? [];
  return kind && road && id ? { kind: kind as DrawingKind, road, id, form: form as "svg" | "png" } : null;
}
