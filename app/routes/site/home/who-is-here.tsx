import { useI18n } from "#app/ui/text/i18n.tsx";

type WhoIsHereProps = { here: { people: number; countries: number; names: string[] }; topics: number };

/** How many people, of which countries, and how much they talk: three figures and the names of countries. */
export function WhoIsHere({ here: { people, countries, names }, topics }: WhoIsHereProps) {
  const { t, format } = useI18n();
  const figures = [
    { value: people, label: t("site.here.people", { count: people }) },
    { value: countries, label: t("site.here.countries", { count: countries }) },
    { value: topics, label: t("site.here.topics", { count: topics }) },
  ];
  const more = countries - names.length;
  const listed = more > 0 ? [...names, t("site.here.more", { count: more })] : names;
  return (
    <section className="section" aria-labelledby="here">
      <h2 id="here">{t("site.here.title")}</h2>
      <ul role="list" className="figures">
        {figures.map(({ value, label }) => (
          <li key={label}>
            <b>{format.number(value)}</b> {label}
          </li>
        ))}
      </ul>
      <p className="measure">{t("site.here.from", { countries: format.list(listed) })}</p>
    </section>
  );
}
