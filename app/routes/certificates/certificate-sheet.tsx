import { instantOfDay, titleFor, titleOf } from "#app/modules/certificates/snapshot.ts";
import type { Found } from "#app/routes/certificates/certificate-data.server.ts";
import { Road } from "#app/ui/road/road.tsx";
import { Emblem } from "#app/ui/elements/emblem.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { mapOfStops } from "#app/ui/road-map/map-outputs.ts";
import { RoadMap } from "#app/ui/road-map/road-map.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** The document as a page: the same facts in the same order as on paper, in the reader's language. */
export function CertificateSheet({ found }: { found: Found }) {
  const { t, language, direction } = useI18n();
  const { snapshot, state } = found;
  const title = titleOf(snapshot);
  const translated = titleFor(snapshot, language);
  return (
    <article className={`certificate certificate-${state}`} aria-labelledby="certificate-title">
      <div className="certificate-head">
        <Emblem colour />
        <UserText>{snapshot.issuer}</UserText>
      </div>
      <div className="certificate-words">
        <h1 id="certificate-title">{t("certificates.sheet.title")}</h1>
        <p className="soft">{t("certificates.sheet.awarded_to")}</p>
        <p className="certificate-name">
          <UserText lang={snapshot.nameLanguage}>{snapshot.name}</UserText>
        </p>
        <p className="soft">{t("certificates.sheet.completed")}</p>
        <p className="certificate-course">
          <UserText lang={title.language}>{title.text}</UserText>
        </p>
        {translated && (
          <p className="soft">
            <UserText>{translated}</UserText>
          </p>
        )}
        {snapshot.activities.length > 0 && <Activities codes={snapshot.activities} />}
      </div>
      <div className="certificate-map">
        <RoadMap outputs={mapOfStops({ done: snapshot.activities })} t={t} size="small" dir={direction} />
      </div>
      <Facts found={found} />
    </article>
  );
}

function Activities({ codes }: { codes: string[] }) {
  const { t } = useI18n();
  return (
    <div className="certificate-activities">
      <p className="small soft" id="certificate-activities">
        {t("certificates.sheet.activities")}
      </p>
      <div role="group" className="cluster" aria-labelledby="certificate-activities">
        <Road codes={codes} />
      </div>
    </div>
  );
}

function Facts({ found: { snapshot, serial, qr } }: { found: Found }) {
  const { t, format } = useI18n();
  const day = (iso: string) => <Time iso={iso} text={format.date(instantOfDay(iso))} />;
  const facts = [
    { term: t("certificates.sheet.completed_on"), value: day(snapshot.completedOn) },
    { term: t("certificates.sheet.hours"), value: t("certificates.sheet.hours_value", { hours: snapshot.hours }) },
    { term: t("certificates.sheet.issued_on"), value: day(snapshot.issuedOn) },
    { term: t("certificates.sheet.issuer"), value: <UserText>{snapshot.issuer}</UserText> },
    { term: t("certificates.sheet.serial"), value: <code dir="ltr">{serial}</code> },
  ];
  return (
    <div className="certificate-foot">
      <dl>
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="certificate-qr" dangerouslySetInnerHTML={{ __html: qr }} />
    </div>
  );
}
