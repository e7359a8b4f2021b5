import { waitingQueuePath } from "#app/modules/forum/paths.ts";
import { useLoaderData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import { postsWaitChoices, postsWaitWords } from "#app/modules/forum/why-waits.ts";
import type { loadWaiting } from "#app/routes/moderation/waiting/waiting-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { nameOfSpace } from "./space-name.ts";

type View = Awaited<ReturnType<typeof loadWaiting>>;

/** Whose posts wait in a space that the actor facilitates, and the form that changes it. */
export function PostsWaitForm() {
  const { t } = useI18n();
  const { spaces } = useLoaderData<View>();
  const form = useFormState();
  if (spaces.length === 0) return null;
  const options = spaces.map((space) => ({
    value: space.code,
    label: `${nameOfSpace(space, t)} – ${t(postsWaitWords[space.postsWait])}`,
  }));
  return (
    <section className="section stack" aria-labelledby="setting">
      <h2 id="setting">{t("moderation.waiting.who")}</h2>
      <p>{t("moderation.waiting.who_means")}</p>
      <form method="post" action={waitingQueuePath()} className="stack">
        <SelectField
          name="space"
          label={t("moderation.waiting.space")}
          options={options}
          placeholder={spaces.length > 1 ? t("forum.move.choose") : undefined}
          required
          error={form.error("space")}
          defaultValue={form.value("space", spaces.length === 1 ? spaces[0]!.code : "")}
        />
        <RadioGroup
          name="wait"
          label={t("moderation.waiting.who")}
          error={form.error("wait")}
          chosen={form.value("wait") || (spaces.length === 1 ? spaces[0]!.postsWait : null)}
          required
          choices={postsWaitChoices.map((value) => ({ value, label: t(postsWaitWords[value]) }))}
        />
        <p>
          <Button>{t("moderation.waiting.setting_save")}</Button>
        </p>
      </form>
    </section>
  );
}
