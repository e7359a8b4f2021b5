import { useI18n } from "#app/ui/text/i18n.tsx";

/** From the first visit to one's own roadmap, in three steps. */
export function HowItWorks() {
  const { t } = useI18n();
  const steps = [
    { title: t("site.how.learn"), text: t("site.how.learn_text"), href: "/courses", link: t("site.how.learn_link") },
    { title: t("site.how.ask"), text: t("site.how.ask_text"), href: "/forum", link: t("site.how.ask_link") },
    { title: t("site.how.do"), text: t("site.how.do_text"), href: "/roadmap", link: t("site.how.do_link") },
  ];
  return (
    <section className="section" aria-labelledby="how">
      <h2 id="how">{t("site.how.title")}</h2>
      <ol role="list" className="steps-of-three">
        {steps.map(({ title, text, href, link }) => (
          <li key={href}>
            <h3>{title}</h3>
            <p>{text}</p>
            <p>
              <a href={href}>{link}</a>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
