import { useI18n } from "#app/ui/text/i18n.tsx";
import { Flash } from "#app/ui/elements/notices.tsx";

/** What a step may have done to how many people; the page after it says so. */
export const countNames = [
  ...["done", "full", "kept", "none", "enrolled", "waiting", "declined"],
  ...["invited", "already_invited", "already"],
] as const;

/** How many people became what. */
export function Counts({ counts }: { counts: Record<string, number> }) {
  const { t } = useI18n();
  const words: Record<string, (count: number) => string> = {
    done: (count) => t("enrolment.count.done", { count }),
    full: (count) => t("enrolment.count.full", { count }),
    kept: (count) => t("enrolment.count.kept", { count }),
    none: () => t("enrolment.count.none"),
    enrolled: (count) => t("enrolment.count.enrolled", { count }),
    waiting: (count) => t("enrolment.count.waiting", { count }),
    declined: (count) => t("enrolment.count.declined", { count }),
    invited: (count) => t("enrolment.count.invited", { count }),
    already_invited: (count) => t("enrolment.count.already_invited", { count }),
    already: (count) => t("enrolment.count.already", { count }),
  };
  const lines = Object.entries(counts).flatMap(([name, count]) => words[name]?.(count) ?? []);
  if (lines.length === 0) return null;
  return (
    <Flash tone={counts.none || counts.full || counts.kept ? "info" : "success"}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Flash>
  );
}
