import type { ActivityProgress } from "#app/modules/learning/outline/progress.ts";
import { mapOfStops } from "#app/ui/road-map/map-outputs.ts";
import { RoadMap } from "#app/ui/road-map/road-map.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The Open Roadmap with the stops on which somebody has completed or begun something, in a picture and in words. */
export function OwnRoad({ progress }: { progress: ActivityProgress[] }) {
  const { t, direction } = useI18n();
  if (progress.length === 0) return null;
  const done = [...new Set(progress.filter((one) => one.isCompleted).map(({ code }) => code))].sort();
  const begun = [...new Set(progress.map(({ code }) => code))].filter((code) => !done.includes(code)).sort();
  return (
    <SidePanel title={t("site.me.road")}>
      <RoadMap outputs={mapOfStops({ done, begun })} t={t} size="small" dir={direction} />
      <Stops label={t("site.me.road_done")} codes={done} />
      <Stops label={t("site.me.road_begun")} codes={begun} />
    </SidePanel>
  );
}

function Stops({ label, codes }: { label: string; codes: string[] }) {
  if (codes.length === 0) return null;
  return (
    <div className="stack stack-tight">
      <p className="small soft">{label}</p>
      <div className="cluster">
        <Road codes={codes} />
      </div>
    </div>
  );
}
