type WeekColumnsProps = {
  /** What it shows, in a sentence with the figures that matter: it is read out instead of the drawing. */
  label: string;
  values: number[];
  /** The first and the last day under it. */
  from: string;
  to: string;
};

const [width, height, gap] = [520, 96, 3];

/** One column for each week, drawn on the server. It stands beside a table with the same numbers. */
export function WeekColumns({ label, values, from, to }: WeekColumnsProps) {
  const highest = Math.max(1, ...values);
  const step = width / values.length;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <path d={`M0 .5h${width}M0 ${height - 0.5}h${width}`} />
        {values.map((value, index) => {
          const tall = value === 0 ? 0 : Math.max(2, Math.round((value / highest) * (height - 1)));
          return (
            <rect
              key={index}
              x={Math.round(index * step * 10) / 10}
              y={height - tall}
              width={Math.round((step - gap) * 10) / 10}
              height={tall}
            />
          );
        })}
      </svg>
      <figcaption className="small soft" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  );
}
