import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** Says that a space is archived, since when and why; nothing of one in use. */
export function ArchivedNotice({ at, reason }: { at: Date | null; reason: string | null }) {
  const { t, format } = useI18n();
  if (at === null) return null;
  return (
    <Notice title={t("forum.archived.since", { date: format.date(at) })}>
      <p>
        <UserText>{reason}</UserText>
      </p>
      <p>{t("forum.archived.readable")}</p>
    </Notice>
  );
}
