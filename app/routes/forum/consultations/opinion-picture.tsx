import { groupLetter } from "#app/modules/forum/consultations/opinions/opinions.ts";
import { type layOut, picture } from "./picture-layout.ts";

type PictureProps = {
  laid: ReturnType<typeof layOut>;
  label: string;
  /** The word beside the reader's mark. */
  you: string;
};

/** Groups of opinion as circles, the nearer the more alike. It says nothing that the table below it does not say. */
export function OpinionPicture({ laid, label, you }: PictureProps) {
  const { width } = picture;
  const { height } = laid;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      {laid.circles.map(({ x, y, radius }, group) => (
        <g key={group}>
          <circle cx={x} cy={y} r={radius} fill="currentColor" fillOpacity="0.12" stroke="currentColor" />
          <text x={x} y={y} dy="0.35em" textAnchor="middle" fontWeight="600" fill="currentColor">
            {groupLetter(group)}
          </text>
        </g>
      ))}
      {laid.own && (
        <g>
          <path d={`M${laid.own.x} ${laid.own.y - 7}l7 7l-7 7l-7-7z`} fill="currentColor" />
          <text
            x={laid.own.x}
            y={laid.own.y - 12}
            textAnchor="middle"
            fontSize="13"
            fontWeight="600"
            fill="currentColor"
          >
            {you}
          </text>
        </g>
      )}
    </svg>
  );
}
