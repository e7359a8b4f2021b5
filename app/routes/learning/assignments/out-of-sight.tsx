import { appealPath } from "#app/modules/moderation/paths.ts";
import type { Standing } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type OutOfSight = NonNullable<Standing["outOfSight"]>;

const sentences = {
  hidden: "assignments.sight.hidden",
  removed: "assignments.sight.removed",
  purged: "assignments.sight.purged",
} as const satisfies Record<OutOfSight["sight"], string>;

/** That moderators keep a submission from its reviewers: why, and the way to say something against it, for who may. */
export function OutOfSightNotice({ sight, own }: { sight: OutOfSight["sight"]; own?: OutOfSight }) {
  const { t } = useI18n();
  return (
    <Notice
      tone="warning"
      actions={
        own?.mayAppeal && <a href={appealPath({ kind: "submission", id: own.id })}>{t("assignments.sight.appeal")}</a>
      }
    >
      {t(sentences[sight])} {own?.reason && <bdi>{own.reason}</bdi>}
      {own?.mayComeBack && <p>{t("assignments.sight.way_back")}</p>}
    </Notice>
  );
}
