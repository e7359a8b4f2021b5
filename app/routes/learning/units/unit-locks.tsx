import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { ReactNode } from "react";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { Lock } from "#app/modules/learning/outline/locks.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type LockListProps = { courseSlug: string; locks: Lock[] };

/** Why a unit is closed, each reason with the way to open it. */
export function lockReasons(
  { courseSlug, locks }: LockListProps,
  { t, format }: ReturnType<typeof useI18n>,
): ReactNode[] {
  return locks.map((lock) =>
    lock.kind === "date" ? (
      <span key="date">
        {t("courses.structure.lock.opens", {
          date: zonedMoment(format, lock.opensAt),
        })}
      </span>
    ) : (
      <span key={lock.slug}>
        {t("courses.structure.lock.first")}{" "}
        <a href={unitPath(courseSlug, lock.slug)}>
          <bdi lang={lock.title.language}>{lock.title.text}</bdi>
        </a>
      </span>
    ),
  );
}

/** In place of a unit that is not open yet: why, and what to do about it. */
export function LockNotice(props: LockListProps) {
  const i18n = useI18n();
  if (props.locks.length === 0) return null;
  const reasons = lockReasons(props, i18n);
  return (
    <Notice title={i18n.t("courses.structure.lock.title")}>
      <ul role="list" className="stack stack-tight">
        {reasons.map((reason, index) => (
          <li key={index}>{reason}</li>
        ))}
      </ul>
    </Notice>
  );
}
