import { Emblem } from "#app/ui/elements/emblem.tsx";
import type { MapOutput } from "./road-map-data.ts";
import { RoadMapSheet } from "./road-map-sheet.tsx";
import { RoadMapLines } from "./road-map-lines.tsx";
import { MapGlyph } from "./road-map-stop.tsx";
import type { Direction, Translate } from "#app/ui/text/translate.ts";

type RoadMapProps = {
  outputs: MapOutput[];
  t: Translate;
  /** The code of the activity one is at. */
  highlight?: string;
  size: "full" | "small" | "mark";
  /** On a narrow screen the page's own list in words (`RoadMapList`) stands below the picture, in place of the lines. */
  hasTwin?: boolean;
  dir?: Direction;
};

/**
 * The Open Roadmap as a map: five roads of four stops that meet at a crossroads. "full" leads from every stop to its
 * activity, by its name, and says what is alive there; where the sheet would be too small to be read, the roads run down the
 * page one after the other. "small" is one picture that shows where one activity lies; "mark" is the emblem. Progress is laid over it when the
 * activities say `done`. `RoadMapList` is its twin for those who would rather read.
 */
export function RoadMap({ outputs, t, highlight, size, hasTwin = false, dir = "ltr" }: RoadMapProps) {
  if (size === "mark") {
    return (
      <span className="road-map-mark" role="img" aria-label={t("ui.map.title")}>
        <Emblem colour />
      </span>
    );
  }
  if (size === "small") {
    return <RoadMapSheet dir={dir} outputs={outputs} t={t} highlight={highlight} kind="small" />;
  }
  const personal = outputs.some(({ activities }) => activities.some(({ done }) => done !== undefined));
  return (
    <figure className={hasTwin ? "road-map road-map-twin" : "road-map"}>
      <RoadMapSheet dir={dir} outputs={outputs} t={t} highlight={highlight} kind="wide" />
      <div className="road-map-narrow">
        <RoadMapSheet dir={dir} outputs={outputs} t={t} highlight={highlight} kind="small" />
        {!hasTwin && <RoadMapLines outputs={outputs} t={t} highlight={highlight} />}
      </div>
      <figcaption>
        <MapKey t={t} personal={personal} />
      </figcaption>
    </figure>
  );
}

function MapKey({ t, personal }: { t: Translate; personal: boolean }) {
  return (
    <ul role="list" className="road-map-key">
      {(["lessons", "topics", "webinars"] as const).map((kind) => (
        <li key={kind}>
          <svg viewBox="-6 -6 12 12" aria-hidden="true">
            <MapGlyph kind={kind} />
          </svg>
          {t(legendLabels[kind])}
        </li>
      ))}
      {personal && (
        <li className="key-done">
          <svg viewBox="-12 -12 24 24" aria-hidden="true">
            <circle r="11" />
            <path d="m-5 .5 3.5 3.5 6.5-7.5" />
          </svg>
          {t("ui.map.done")}
        </li>
      )}
    </ul>
  );
}

const legendLabels = { lessons: "ui.map.lessons", topics: "ui.map.topics", webinars: "ui.map.webinars" } as const;
