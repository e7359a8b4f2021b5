import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { saveJoinMode } from "#app/modules/forum/members/save-join-mode.server.ts";
import { spaceSettingsSchema } from "#app/modules/forum/members/schemas.ts";
import { spacePath, waitingQueuePath } from "#app/modules/forum/paths.ts";
import { spaceNameLength } from "#app/modules/forum/limits.ts";
import { archiveSpace } from "#app/modules/forum/spaces/archive-space.server.ts";
import { renameSpace } from "#app/modules/forum/spaces/make-space.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { postsWaitChoices, postsWaitWords } from "#app/modules/forum/why-waits.ts";
import { requireFacilitator } from "#app/modules/forum/spaces/require-space.server.ts";
import { ArchiveForm } from "#app/routes/forum/members/archive-form.tsx";
import { spaceCrumbs, spaceName } from "#app/routes/forum/labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckField, RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { doorNames, doorWords } from "#app/ui/text/doors.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const { space } = await requireFacilitator(actor, param("code"));
  return { title: t("forum.settings.title"), name: spaceName(space, t), space };
});

const admit = ({ actor, param }: PageRequest) => requireFacilitator(actor, param("code"));

export const action = form({ schema: spaceSettingsSchema, admit }, async (input, { actor, param }) => {
  const code = param("code");
  if (input.intent === "rename") await renameSpace(actor, code, input.name);
  else if (input.intent === "waits") await setPostsWait(actor, { space: code, wait: input.wait });
  else if (input.intent === "archive" || input.intent === "reopen") {
    await archiveSpace(actor, code, input);
    return redirectWith(spacePath(code), { flash: archiveFlashes[input.intent] });
  } else await saveJoinMode(actor, code, input);
  return redirectWith(spacePath(code), { flash: "forum.settings.saved" });
});

const archiveFlashes = { archive: "forum.archive.done", reopen: "forum.archive.reopened" } as const;

export const meta = pageTitleOfPlace;

/** What the facilitators of a space decide about it: who reads it, who comes in, and whose posts they look at first. */
export default function Settings() {
  const { t } = useI18n();
  const { title, space } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = spacePath(space.code);
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={spaceCrumbs(space, t)} />
      <FormProblems
        form={form}
        labels={{
          mode: t("forum.settings.mode"),
          name: t("forum.make.name"),
          wait: t("moderation.waiting.who"),
          reason: t("forum.close.reason"),
        }}
      />
      {space.name !== null && (
        <form method="post" action={`${path}/settings`} className="form">
          <TextField
            name="name"
            label={t("forum.make.name")}
            hint={t("forum.settings.name_hint")}
            required
            minLength={spaceNameLength.min}
            maxLength={spaceNameLength.max}
            autoComplete="off"
            defaultValue={form.value("name", space.name)}
            error={form.error("name")}
          />
          <Button name="intent" value="rename">
            {t("forum.settings.rename")}
          </Button>
        </form>
      )}
      <form method="post" action={`${path}/settings`} className={space.name === null ? "stack" : "section stack"}>
        <RadioGroup
          name="mode"
          label={t("forum.settings.mode")}
          required
          chosen={form.value("mode", space.joinMode)}
          error={form.error("mode")}
          choices={(["open", "ask", "members"] as const).map((mode) => ({
            value: mode,
            label: t(doorNames[mode]),
            hint: t(doorWords[mode]),
          }))}
        />
        {space.joinMode === "members" && (
          <CheckField
            name="opens"
            value="on"
            label={t("forum.settings.opens")}
            hint={t("forum.settings.opens_hint")}
            error={form.error("opens")}
            defaultChecked={form.value("opens") !== ""}
          />
        )}
        <ButtonRow>
          <Button variant="primary">{t("forum.settings.save")}</Button>
          <a href={path}>{t("forum.join.back")}</a>
        </ButtonRow>
      </form>
      <form method="post" action={`${path}/settings`} className="section stack">
        <RadioGroup
          name="wait"
          label={t("moderation.waiting.who")}
          hint={t("moderation.waiting.who_means")}
          required
          chosen={form.value("wait", space.postsWait)}
          error={form.error("wait")}
          choices={postsWaitChoices.map((value) => ({ value, label: t(postsWaitWords[value]) }))}
        />
        <ButtonRow>
          <Button name="intent" value="waits">
            {t("forum.settings.save_waits")}
          </Button>
          <a href={waitingQueuePath()}>{t("forum.settings.see_waiting")}</a>
        </ButtonRow>
      </form>
      {space.kind !== "roadmap" && <ArchiveForm space={space} />}
    </Page>
  );
}
