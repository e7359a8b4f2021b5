import type { MapActivity } from "./road-map-data.ts";
import type { Point } from "./road-map-geometry.ts";
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
  const name = `${code} ${title ?? t("ui.activity.unknown")}`;
  const alive = t("ui.map.alive", { lessons, topics, webinars });
  return done ? `${name}. ${alive}. ${t("ui.map.done")}` : `${name}. ${alive}`;
}

type RoadMapStopProps = { activity: MapActivity; at: Point; t: Translate; here: boolean; counts: boolean };

/** One stop that leads to its activity. With `counts` its marks carry numbers; on a narrow sheet the shapes are enough. */
export function RoadMapStop({ activity, at: [x, y], t, here, counts }: RoadMapStopProps) {
  const alive = kinds.filter((kind) => activity[kind] > 0);
  const widths = alive.map((kind) => (counts ? 20 + 8 * String(activity[kind]).length : 14));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const classes = [
    "stop",
    activity.wording === "unknown" && "stop-unknown",
    activity.done && "stop-done",
    here && "stop-here",
  ];
  let offset = -total / 2;
  return (
    <a
      href={`/roadmap/${activity.code}`}
      className={classes.filter(Boolean).join(" ")}
      aria-label={nameOfStop(activity, t)}
      aria-current={here ? "true" : undefined}
    >
      <title>{activity.title ?? t("ui.activity.unknown")}</title>
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
        {alive.length > 0 && (
          <rect className="plate" x={offset - 3} y={here ? 28 : 23} width={total + 4} height="20" rx="8" />
        )}
        {alive.map((kind, index) => {
          const from = offset;
          offset += widths[index]!;
          return (
            <g key={kind} className="alive" transform={`translate(${from + 7} 34)`}>
              <MapGlyph kind={kind} />
              {counts && (
                <text x="8" y="5">
                  {activity[kind]}
                </text>
              )}
            </g>
          );
        })}
      </g>
    </a>
  );
}
