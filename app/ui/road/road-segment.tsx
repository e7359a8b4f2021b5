const dots = "M5 9h0m12-4h0m12 4h0m12-4h0";
const stops = [
  [5, 9],
  [17, 5],
  [29, 9],
  [41, 5],
] as const;

/** A piece of road with its four stops, those of `codes` filled in. It is a picture beside words that say the same. */
export function RoadSegment({ codes }: { codes: readonly string[] }) {
  const filled = codes.map((code) => stops[Number(code.split(".")[1]) - 1]).filter((at) => at !== undefined);
  return (
    <svg className="segment" viewBox="0 0 46 14" width="46" height="14" aria-hidden="true">
      <path d="M1 9h4c6 0 6-4 12-4s6 4 12 4 6-4 12-4h4" />
      <path className="segment-stops" d={dots} />
      <path className="segment-free" d={dots} />
      {filled.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="4.5" />
      ))}
    </svg>
  );
}
