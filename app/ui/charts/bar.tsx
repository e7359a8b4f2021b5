/**
 * A number as the length of a line, inside the cell of a table that says the number too: the table is the chart. Of several
 * values each is drawn over the longer ones before it, so that parts of a whole are given largest first.
 */
export function Bar({ values, most }: { values: number[]; most: number }) {
  return (
    <svg className="chart-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {values.map((value, index) => (
        <rect
          key={index}
          className={`chart-part-${index + 1}`}
          width={most === 0 ? 0 : Math.round((value / most) * 1000) / 10}
          height="10"
        />
      ))}
    </svg>
  );
}
