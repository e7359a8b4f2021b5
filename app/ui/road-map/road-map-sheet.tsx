import type { MapActivity, MapOutput } from "./road-map-data.ts";
import { mirrored, wideSheet, wrap, type Point } from "./road-map-geometry.ts";
import { RoadMapStop } from "./road-map-stop.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { Direction, Translate } from "#app/ui/text/translate.ts";

type RoadMapSheetProps = {
  outputs: MapOutput[];
  t: Translate;
  highlight?: string;
  kind: "wide" | "small";
  dir: Direction;
};

/** Mirrored where one reads from right to left. */
const sheets = { ltr: wideSheet, rtl: mirrored(wideSheet) };

/** One drawing of the map. The small one is a single picture with a name; the wide one a group of links. */
export function RoadMapSheet({ outputs, t, highlight, kind, dir }: RoadMapSheetProps) {
  const small = kind === "small";
  const sheet = sheets[dir];
  const roads = outputs.slice(0, sheet.roads.length);
  const isHere = ({ code }: MapActivity) => code === highlight;
  return (
    <Kept<PartFacts>
      as="svg"
      attributes={{
        className: `road-map-${kind}`,
        viewBox: `0 0 ${sheet.width} ${sheet.height}`,
        width: sheet.width,
        height: sheet.height,
        role: small ? "img" : "group",
        "aria-label": small && highlight ? t("ui.map.where", { code: highlight }) : t("ui.map.title"),
      }}
      piece={part}
      of={[
        { facts: { dir, codes: roads.map(({ code }) => code) } },
        ...roads.map(({ code, title, activities }, index) => ({
          facts: { dir, kind, index, code, title, activities, here: activities.find(isHere)?.code ?? null },
        })),
      ]}
    />
  );
}

type GroundFacts = { dir: Direction; codes: string[] };
type RoadFacts = Pick<MapOutput, "code" | "title" | "activities"> & {
  dir: Direction;
  kind: "wide" | "small";
  /** Which of the sheet's roads it is. */
  index: number;
  /** The code of the stop that is marked. */
  here: string | null;
};
type PartFacts = GroundFacts | RoadFacts;

const part: Piece<PartFacts> = { name: "part of the map", Draw: Part };

function Part(facts: PartFacts) {
  return "codes" in facts ? <Ground {...facts} /> : <Stops {...facts} />;
}

/** The roads and where they meet. */
function Ground({ dir, codes }: GroundFacts) {
  const { roads, hub } = sheets[dir];
  return (
    <>
      {/* All edges below all roads, so that where roads meet none cuts another. */}
      <g className="road-edges">
        {codes.map((code, index) => (
          <path key={code} d={roads[index]!.path} />
        ))}
      </g>
      {codes.map((code, index) => (
        <path key={code} className={`road output-${code}`} d={roads[index]!.path} />
      ))}
      <Hub at={hub} />
    </>
  );
}

/** What stands on one road: on the wide map its name, and its stops. */
function Stops({ dir, kind, index, code, title, activities, here }: RoadFacts) {
  const { t } = useI18n();
  const { way, roads } = sheets[dir];
  const { stops, sides, label } = roads[index]!;
  return (
    <g className={`output-${code}`}>
      {kind === "wide" && <RoadName code={code} title={title} way={way} {...label} />}
      {activities.slice(0, stops.length).map((activity, at) => {
        const isHere = activity.code === here;
        if (kind === "wide") {
          const place = { at: stops[at]!, side: sides[at]!, way };
          return <RoadMapStop key={activity.code} activity={activity} t={t} here={isHere} {...place} />;
        }
        const { done, begun } = activity;
        return <SmallStop key={activity.code} at={stops[at]!} here={isHere} done={done} begun={begun} />;
      })}
    </g>
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

type RoadNameProps = { code: string; title: string; at: Point; anchor: "start" | "end"; way: 1 | -1 };

/** The number of a road on a shield and its name beside it, as on a road sign. The links name the roads already. */
function RoadName({ code, title, at: [x, y], anchor, way }: RoadNameProps) {
  const inward = anchor === "start" ? way : -way;
  const lines = wrap(title, 24, 3);
  return (
    <g className="road-name" transform={`translate(${x} ${y})`} aria-hidden="true">
      <rect x={inward === 1 ? 0 : -26} y="-19" width="26" height="26" rx="4" />
      <text className="road-number" x={13 * inward}>
        {code}
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
