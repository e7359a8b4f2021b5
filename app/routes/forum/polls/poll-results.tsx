import type { Poll } from "#app/modules/forum/topics/poll-sql.server.ts";
import { ProgressBar } from "#app/ui/elements/progress.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** How many chose each answer, as far as the reader may know. */
export function PollResults({ poll: { answers, voters, mine } }: { poll: Poll }) {
  const { t } = useI18n();
  return (
    <>
      <ul role="list" className="stack">
        {answers.map(({ position, label, votes }) => (
          <li key={position}>
            {votes === null ? (
              <span dir="auto">{label}</span>
            ) : (
              <ProgressBar
                value={votes}
                max={voters}
                label={mine.includes(position) ? t("forum.poll.mine", { answer: label }) : label}
                text={t("forum.poll.votes", { count: votes })}
              />
            )}
          </li>
        ))}
      </ul>
      <p className="small soft">{t("forum.poll.voters", { count: voters })}</p>
    </>
  );
}
