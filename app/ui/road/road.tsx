import { Fragment } from "react";
import { roadOf, shortTitle } from "#app/i18n/short-titles.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { RoadSegment } from "./road-segment.tsx";

type RoadProps = {
  /** The activities ("1.2") that something stands on, or outputs ("1"); one or several. Nothing is drawn for none. */
  codes: string | readonly string[];
  /** Shows the short titles beside the codes; otherwise they are there for those who listen. */
  titled?: boolean;
  /** False inside another link; otherwise every code leads to its activity. */
  links?: boolean;
};

/**
 * The road that something stands on, wherever it is shown: a piece of the road in the colour of its output with its stops
 * filled in, the codes, and on wish the short titles, one below the other. Activities of one output share one piece of road.
 */
export function Road({ codes, titled = false, links = true }: RoadProps) {
  const all = typeof codes === "string" ? [codes] : codes;
  const roads = [...new Set(all.map(roadOf))];
  return (
    <>
      {roads.map((road) => {
        const stops = all.filter((code) => roadOf(code) === road);
        return (
          <span key={road} className={`road-sign output-${road}`}>
            <RoadSegment codes={stops} />
            {titled ? (
              <span>
                {stops.map((code, at) => (
                  <Fragment key={code}>
                    {at > 0 && <br />}
                    <Stop code={code} titled links={links} />
                  </Fragment>
                ))}
              </span>
            ) : (
              stops.map((code) => <Stop key={code} code={code} titled={false} links={links} />)
            )}
          </span>
        );
      })}
    </>
  );
}

function Stop({ code, titled, links }: { code: string; titled: boolean; links: boolean }) {
  const { t } = useI18n();
  const words = (
    <>
      <b>{code}</b> <bdi className={titled ? undefined : "visually-hidden"}>{shortTitle(code, t)}</bdi>
    </>
  );
  if (!links) return <span>{words}</span>;
  // An output has no page of its own: it stands on the map's.
  return <a href={code.includes(".") ? `/roadmap/${code}` : `/roadmap#road-${code}`}>{words}</a>;
}
