import type { FormState } from "#app/http/typed.ts";
import type { PictureState } from "#app/modules/accounts/pictures/save-picture.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type PictureFormProps = {
  form: FormState;
  person: { name: string; handle: string };
  standing: PictureState;
  /** Megabytes. */
  max: number;
};

/** A person's picture: as it is shown, how it stands with a new one, and the two things that one can do. */
export function PictureForm({ form, person, standing, max }: PictureFormProps) {
  const { t } = useI18n();
  const { picture, state } = standing;
  return (
    <section className="section stack" aria-labelledby="picture-title">
      <h2 id="picture-title">{t("accounts.picture.title")}</h2>
      <Face {...person} picture={picture} size="large" />
      {state === "preparing" && <Notice>{t("accounts.picture.preparing")}</Notice>}
      {state === "failed" && <Notice tone="warning">{t("accounts.picture.failed")}</Notice>}
      <form method="post" action="/me/settings/picture" encType="multipart/form-data" className="stack">
        <TextField
          type="file"
          name="picture"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          label={t("accounts.picture.file")}
          hint={t("accounts.picture.hint", { max })}
          error={form.error("picture")}
        />
        <ButtonRow>
          <Button name="intent" value="upload">
            {t("accounts.picture.upload")}
          </Button>
          {(picture || state === "preparing") && (
            <Button variant="quiet" name="intent" value="remove">
              {t("accounts.picture.remove")}
            </Button>
          )}
        </ButtonRow>
      </form>
    </section>
  );
}
