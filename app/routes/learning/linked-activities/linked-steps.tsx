import type { LinkedTarget } from "#app/modules/learning/study/linked-activities.server.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type LinkedStepsProps = { linked: LinkedTarget | null };

/** The way to the topic of a discussion. */
export function DiscussionSteps({ linked }: LinkedStepsProps) {
  const { t } = useI18n();
  if (!linked?.topicNumber) {
    return <EmptyState title={t("courses.linked.no_topic")}>{t("courses.linked.no_topic_next")}</EmptyState>;
  }
  return (
    <section className="section stack">
      <p className="measure">{t("courses.linked.topic_text")}</p>
      <div className="button-row">
        <LinkButton variant="primary" href={`/topics/${linked.topicNumber}`}>
          {t("courses.linked.to_topic")}
        </LinkButton>
      </div>
    </section>
  );
}

/** The way to the webinar of a unit. */
export function WebinarSteps({ linked }: LinkedStepsProps) {
  const { t } = useI18n();
  if (!linked?.webinarNumber) {
    return <EmptyState title={t("courses.linked.no_webinar")}>{t("courses.linked.no_webinar_next")}</EmptyState>;
  }
  return (
    <section className="section stack">
      <p className="measure">{t("courses.linked.webinar_text")}</p>
      <div className="button-row">
        <LinkButton variant="primary" href={`/webinars/${linked.webinarNumber}`}>
          {t("courses.linked.to_webinar")}
        </LinkButton>
      </div>
    </section>
  );
}
