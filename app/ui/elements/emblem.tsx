/**
 * The mark of Crossroads: five roads that meet. In colour each road has the hue of its output; without colour it takes the
 * colour of the text around it. It says nothing by itself: the name always stands beside it.
 */
export function Emblem({ colour = false }: { colour?: boolean }) {
  return (
    <svg className="emblem" viewBox="0 0 48 48" fill="none" strokeWidth="3.4" strokeLinecap="round" aria-hidden="true">
      {[0, 72, 144, 216, 288].map((angle, index) => (
        <g
          key={angle}
          className={colour ? `output-${index + 1} hue-line` : undefined}
          stroke={colour ? undefined : "currentColor"}
          transform={`rotate(${angle} 24 24)`}
        >
          <path d="M24 18.5C24 14 26.6 12.5 27.2 7.4" />
          <circle cx="27.5" cy="5" r="2.2" />
        </g>
      ))}
      <circle cx="24" cy="24" r="5" stroke="currentColor" strokeWidth="3.4" />
    </svg>
  );
}
