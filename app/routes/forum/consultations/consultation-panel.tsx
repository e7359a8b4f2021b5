import { useLoaderData } from "@remix-run/react";
import { consultationPath } from "#app/modules/forum/paths.ts";
import type { TopicView } from "#app/routes/forum/topic-data.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { phaseLabels } from "./labels.ts";

/** The consultation of a topic below its opening post: what is asked, where it stands, and the way to it. */
export function ConsultationPanel() {
  const { t, format } = useI18n();
  const { topic, mayConsultOn } = useLoaderData() as TopicView;
  const { consultation } = topic;
  if (!consultation) return null;
  const { question, phase, closesAt, statements, mine } = consultation;
  const isOpen = phase === "open";
  const isLeft = isOpen && mayConsultOn && mine < statements;
  const date = format.dateTime(closesAt);
  return (
    <section className="section stack" id="consultation" aria-labelledby="consultation-question">
      <p>
        <Chip tone={isOpen ? "good" : "neutral"}>{t(phaseLabels[phase])}</Chip>
      </p>
      <h2 id="consultation-question" dir="auto">
        {question}
      </h2>
      <Facts
        items={[
          t(isOpen ? "forum.consultation.open_until" : "forum.consultation.closed_at", { date }),
          t("forum.consultation.statements", { count: statements }),
        ]}
      />
      <ButtonRow>
        <LinkButton variant={isLeft ? "primary" : "secondary"} href={consultationPath(topic.publicId)}>
          {isLeft ? t("forum.consultation.vote_on", { count: statements - mine }) : t("forum.consultation.see")}
        </LinkButton>
      </ButtonRow>
    </section>
  );
}
