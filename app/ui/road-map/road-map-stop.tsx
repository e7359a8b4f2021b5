import type { MapActivity } from "./road-map-data.ts";
import { besideStop, nameSetting, type Point, type Side, wrap } from "./road-map-geometry.ts";
import type { Translate } from "#app/ui/text/translate.ts";

export type AliveKind = "lessons" | "topics" | "webinars";

const glyphs = {
  lessons: <path d="M-4-4h8v8h-8z" />,
  topics: <circle r="4.5" />,
  webinars: <path d="M-4.5 4.5 0-4.5 4.5 4.5z" />,
};

/** A square for lessons, a disc for topics, a triangle for webinars: told apart by shape, not by colour. */
export function MapGlyph({ kind }: { kind: AliveKind }) {
  return <g className="glyph">{glyphs[kind]}</g>;
}

const kinds: AliveKind[] = ["lessons", "topics", "webinars"];

/** What a stop is called when it is read out: code, title, what is alive there, and whether it is done. */
function nameOfStop(activity: MapActivity, t: Translate) {
  const { code, title, lessons, topics, webinars, done } = activity;
  const name = `${code} ${title}`;
  const alive = t("ui.map.alive", { lessons, topics, webinars });
  return done ? `${name}. ${alive}. ${t("ui.map.done")}` : `${name}. ${alive}`;
}

type RoadMapStopProps = { activity: MapActivity; at: Point; t: Translate; here: boolean; side: Side; way: 1 | -1 };

/** One stop that leads to its activity: its code, its name beside it, and in small marks what is alive there. */
export function RoadMapStop({ activity, at: [x, y], t, here, side, way }: RoadMapStopProps) {
  const classes = [
    "stop",
    activity.wording === "unknown" && "stop-unknown",
    activity.done && "stop-done",
    here && "stop-here",
  ];
  return (
    <a
      href={`/roadmap/${activity.code}`}
      className={classes.filter(Boolean).join(" ")}
      aria-label={nameOfStop(activity, t)}
      aria-current={here ? "true" : undefined}
    >
      <g transform={`translate(${x} ${y})`}>
        {here && <circle className="halo" r="25" />}
        <circle className="ring" r="20" />
        <text y="5.5">{activity.code}</text>
        {activity.done && (
          <g className="tick" transform="translate(15 -15)">
            <circle r="8.5" />
            <path d="m-4 .3 2.8 2.8L4-3" />
          </g>
        )}
        <StopName activity={activity} side={side} way={way} />
      </g>
    </a>
  );
}

function StopName({ activity, side, way }: { activity: MapActivity; side: Side; way: 1 | -1 }) {
  const { characters, lines: most, leading, marks } = nameSetting;
  const lines = wrap(activity.title, characters, most);
  const alive = kinds.filter((kind) => activity[kind] > 0);
  const { x, y, anchor } = besideStop(side, lines.length * leading + (alive.length > 0 ? marks : 0));
  const widths = alive.map((kind) => 20 + 8 * String(activity[kind]).length);
  const total = widths.reduce((sum, width) => sum + width, 0);
  // Marks run from left to right in every script: where the block begins on the right, they end there.
  const isLeft = (anchor === "start") === (way === 1);
  let offset = anchor === "middle" ? -total / 2 : isLeft ? x * way : x * way - total;
  return (
    <>
      <text className="stop-name" textAnchor={anchor} y={y + 13}>
        {lines.map((line, index) => (
          <tspan key={line} x={x * way} dy={index === 0 ? undefined : leading}>
            {line}
          </tspan>
        ))}
      </text>
      {alive.map((kind, index) => {
        const from = offset;
        offset += widths[index]!;
        return (
          <g key={kind} className="alive" transform={`translate(${from + 6} ${y + lines.length * leading + 9})`}>
            <MapGlyph kind={kind} />
            <text x="8" y="5">
              {activity[kind]}
            </text>
          </g>
        );
      })}
    </>
  );
}
