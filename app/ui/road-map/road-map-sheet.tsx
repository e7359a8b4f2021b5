import type { MapOutput } from "./road-map-data.ts";
import { wrap, type Point, type Sheet } from "./road-map-geometry.ts";
import { RoadMapStop } from "./road-map-stop.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

type RoadMapSheetProps = {
  sheet: Sheet;
  outputs: MapOutput[];
  t: Translate;
  highlight?: string;
  kind: "wide" | "small";
};

/** One drawing of the map. The small one is a single picture with a name; the wide one a group of links. */
export function RoadMapSheet({ sheet, outputs, t, highlight, kind }: RoadMapSheetProps) {
  const small = kind === "small";
  const name = small && highlight ? t("ui.map.where", { code: highlight }) : t("ui.map.title");
  const roads = outputs.slice(0, sheet.roads.length).map((output, index) => ({ output, ...sheet.roads[index]! }));
  return (
    <svg
      className={`road-map-${kind}`}
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      width={sheet.width}
      height={sheet.height}
      role={small ? "img" : "group"}
      aria-label={name}
    >
      {/* All edges below all roads, so that where roads meet none cuts another. */}
      <g className="road-edges">
        {roads.map(({ output, path }) => (
          <path key={output.code} d={path} />
        ))}
      </g>
      {roads.map(({ output, path }) => (
        <path key={output.code} className={`road output-${output.code}`} d={path} />
      ))}
      <Hub at={sheet.hub} />
      {roads.map(({ output, stops, sides, label }) => (
        <g key={output.code} className={`output-${output.code}`}>
          {!small && <RoadName output={output} way={sheet.way} {...label} />}
          {output.activities
            .slice(0, stops.length)
            .map((activity, index) =>
              small ? (
                <SmallStop
                  key={activity.code}
                  at={stops[index]!}
                  here={activity.code === highlight}
                  done={activity.done}
                  begun={activity.begun}
                />
              ) : (
                <RoadMapStop
                  key={activity.code}
                  activity={activity}
                  at={stops[index]!}
                  t={t}
                  here={activity.code === highlight}
                  side={sides[index]!}
                  way={sheet.way}
                />
              ),
            )}
        </g>
      ))}
    </svg>
  );
}

function Hub({ at: [x, y] }: { at: Point }) {
  return (
    <g className="hub" transform={`translate(${x} ${y})`}>
      <circle r="24" />
      <circle className="hub-eye" r="9" />
    </g>
  );
}

type SmallStopProps = { at: Point; here: boolean; done?: boolean; begun?: boolean };

function SmallStop({ at: [x, y], here, done, begun }: SmallStopProps) {
  const state = here ? "small-stop small-here" : done ? "small-stop small-done" : "small-stop";
  return (
    <>
      <circle className={state} cx={x} cy={y} r={here ? 34 : 15} />
      {/* A dot inside an empty one: told apart by shape, not by colour. */}
      {begun && !done && <circle className="small-stop small-done" cx={x} cy={y} r={2} />}
    </>
  );
}

type RoadNameProps = { output: MapOutput; at: Point; anchor: "start" | "end"; way: 1 | -1 };

/** The number of a road on a shield and its name beside it, as on a road sign. The links name the roads already. */
function RoadName({ output, at: [x, y], anchor, way }: RoadNameProps) {
  const inward = anchor === "start" ? way : -way;
  const lines = wrap(output.title, 24, 3);
  return (
    <g className="road-name" transform={`translate(${x} ${y})`} aria-hidden="true">
      <rect x={inward === 1 ? 0 : -26} y="-19" width="26" height="26" rx="4" />
      <text className="road-number" x={13 * inward}>
        {output.code}
      </text>
      <text textAnchor={anchor}>
        {lines.map((line, index) => (
          <tspan key={line} x={36 * inward} dy={index === 0 ? undefined : 24}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
