import type { SerializeFrom } from "@remix-run/node";
import { Fragment } from "react";
import { isolate } from "#app/lib/isolate.ts";
import type { FoundPlace } from "#app/modules/search/kinds/contract.server.ts";
import type { Result } from "#app/modules/search/searching/search.server.ts";
import type { ExcerptPiece } from "#app/modules/search/words/excerpt.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Facts, Row } from "#app/ui/elements/card-list.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { oneLabels } from "./labels.ts";

/** A course about all of the roadmap stands nowhere on it in particular. */
const mostOfRoad = 3;

type ResultRowsProps = { results: SerializeFrom<Result>[] };

/** What was found, best first: on which road, what it is, the part in which the words stand. */
export function ResultRows({ results }: ResultRowsProps) {
  const { t, format, language } = useI18n();
  if (results.length === 0) return null;
  return (
    <ol role="list" className="rows" aria-label={t("search.list")}>
      {results.map((result) => (
        <Row
          key={result.id}
          headingLevel={2}
          title={<Marked pieces={result.title} />}
          lang={result.language}
          href={result.href}
          tags={<Place of={result.place} kind={t(oneLabels[result.kind])} />}
          summary={
            result.excerpt.length > 0 && (
              <UserText lang={result.language}>
                <Marked pieces={result.excerpt} />
              </UserText>
            )
          }
          meta={
            <Facts
              items={[
                result.author && t("search.by", { name: isolate(result.author) }),
                result.language !== language && format.languageName(result.language),
                <Time key="at" iso={String(result.at)} text={format.date(new Date(result.at))} />,
              ]}
            />
          }
        />
      ))}
    </ol>
  );
}

function Place({ of: { road, within }, kind }: { of: FoundPlace; kind: string }) {
  return (
    <>
      <Chip>{kind}</Chip>
      {road.length > 0 && road.length <= mostOfRoad && <Road codes={road} titled links={false} />}
      {within.map(({ words, language }) => (
        <UserText key={words} lang={language}>
          {words}
        </UserText>
      ))}
    </>
  );
}

/** Words of somebody, with those marked that were looked for. */
function Marked({ pieces }: { pieces: ExcerptPiece[] }) {
  return pieces.map(({ text, isMarked }, at) =>
    isMarked ? <mark key={at}>{text}</mark> : <Fragment key={at}>{text}</Fragment>,
  );
}
