import type { MapActivity, MapOutput } from "./road-map-data.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { UserText } from "#app/ui/text/user-text.tsx";
import { Icon } from "#app/ui/elements/icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

type RoadMapListProps = { outputs: MapOutput[]; t: Translate; highlight?: string; headingLevel?: 2 | 3 };

/** The twin of the map: every output and activity in words, as a nested list with a drawn road beside it. */
export function RoadMapList({ outputs, t, highlight, headingLevel = 2 }: RoadMapListProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <ol role="list" className="road-list">
      {outputs.map(({ code, title, official, activities }) => (
        <li key={code} id={`road-${code}`} className={`road-list-road output-${code}`}>
          <Heading>
            <span className="shield">{code}</span> <UserText>{title}</UserText>
          </Heading>
          {official && (
            <figure className="wording">
              <figcaption className="small soft">{t("roadmaps.activity.wording")}</figcaption>
              <blockquote lang={official.language} dir={directionOf(official.language)}>
                {official.text}
              </blockquote>
            </figure>
          )}
          <ol role="list">
            {activities.map((activity) => (
              <RoadMapListItem key={activity.code} activity={activity} t={t} here={activity.code === highlight} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function RoadMapListItem({ activity, t, here }: { activity: MapActivity; t: Translate; here: boolean }) {
  const { code, title, wording, lessons, topics, webinars, done } = activity;
  return (
    <li className={done ? "road-list-stop road-list-done" : "road-list-stop"}>
      <a href={`/roadmap/${code}`} aria-current={here ? "true" : undefined}>
        <bdi>
          <span className="code">{code}</span> {title}
        </bdi>
      </a>
      <p className="small soft">
        {wording === "provisional" && <>{t("ui.activity.provisional")} · </>}
        {t("ui.map.alive", { lessons, topics, webinars })}
        {done && (
          <strong className="road-list-tick">
            <Icon name="check" /> {t("ui.map.done")}
          </strong>
        )}
      </p>
    </li>
  );
}
