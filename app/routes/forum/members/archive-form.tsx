import { maxReasonLength } from "#app/modules/forum/limits.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { useFormState } from "#app/http/typed.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type Archived = { code: string; archivedAt: Date | string | null; archivedReason: string | null };

/** In the settings of a space that somebody has made: archives it with a reason, or opens it again. */
export function ArchiveForm({ space }: { space: Archived }) {
  const { t } = useI18n();
  const form = useFormState();
  const isArchived = space.archivedAt !== null;
  return (
    <section className="section" aria-labelledby="archive">
      <h2 id="archive">{t(isArchived ? "forum.archive.title_archived" : "forum.archive.title")}</h2>
      <form method="post" action={`${spacePath(space.code)}/settings`} className="stack">
        <p>{t(isArchived ? "forum.archive.is_archived" : "forum.archive.means")}</p>
        <TextArea
          name="reason"
          label={t("forum.close.reason")}
          hint={t("forum.archive.reason_hint")}
          defaultValue={form.value("reason", space.archivedReason ?? "")}
          error={form.error("reason")}
          maxLength={maxReasonLength}
          rows={3}
          required
        />
        <ButtonRow>
          <Button name="intent" value="archive" variant={isArchived ? "secondary" : "danger"}>
            {t(isArchived ? "forum.close.send_reason" : "forum.archive.send")}
          </Button>
          {isArchived && (
            <Button variant="primary" name="intent" value="reopen" formNoValidate>
              {t("forum.archive.reopen")}
            </Button>
          )}
        </ButtonRow>
      </form>
    </section>
  );
}
