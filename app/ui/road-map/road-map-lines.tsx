import type { Translate } from "#app/ui/text/translate.ts";
import type { MapActivity, MapOutput } from "./road-map-data.ts";

type RoadMapLinesProps = { outputs: MapOutput[]; t: Translate; highlight?: string };

/** The map for narrow screens: the five roads one after the other, each with its four stops and their names. */
export function RoadMapLines({ outputs, t, highlight }: RoadMapLinesProps) {
  return (
    <ol role="list" className="road-lines">
      {outputs.map(({ code, title, activities }) => (
        <li key={code} className={`road-list-road output-${code}`}>
          <p>
            <span className="shield">{code}</span> <bdi>{title}</bdi>
          </p>
          <ol role="list">
            {activities.map((activity) => (
              <Line key={activity.code} activity={activity} t={t} here={activity.code === highlight} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

const signs = { lessons: "■", topics: "●", webinars: "▲" } as const;

function Line({ activity, t, here }: { activity: MapActivity; t: Translate; here: boolean }) {
  const { code, title, lessons, topics, webinars, done } = activity;
  const counts = { lessons, topics, webinars };
  return (
    <li className={done ? "road-list-stop road-list-done" : "road-list-stop"}>
      <a href={`/roadmap/${code}`} aria-current={here ? "true" : undefined}>
        <span className="code">{code}</span> <bdi>{title}</bdi>
      </a>
      <span className="visually-hidden">{t("ui.map.alive", counts)}</span>
      <span className="road-marks" aria-hidden="true">
        {(["lessons", "topics", "webinars"] as const)
          .filter((kind) => counts[kind] > 0)
          .map((kind) => (
            <bdi key={kind}>
              {signs[kind]} {counts[kind]}
            </bdi>
          ))}
      </span>
      {done && <span className="small soft">{t("ui.map.done")}</span>}
    </li>
  );
}
