import type { ActionFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form, parseFields } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { longestCharter } from "#app/modules/forum/limits.ts";
import { charterPath } from "#app/modules/forum/paths.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { previewSchema } from "#app/modules/forum/schemas.ts";
import {
  type CharterConflict,
  getCharterToEdit,
  requireCharterEditor,
  saveCharter,
} from "#app/modules/forum/spaces/charter.server.ts";
import { charterSchema } from "#app/modules/forum/spaces/schemas.ts";
import type { PreviewAnswer } from "#app/routes/forum/compose.server.ts";
import { spaceName } from "#app/routes/forum/labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { FormattingHelp } from "#app/ui/forms/formatting-help.tsx";
import { Toolbar } from "#app/ui/forms/markdown-toolbar.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { LivePreview, Preview } from "#app/ui/forms/preview.tsx";
import { BothTexts } from "#app/ui/forms/both-texts.tsx";
import { charterCrumbs, charterLanguage, CharterLanguages } from "./charter-languages.tsx";

export const loader = page(async ({ actor, param, url, language, t }) => {
  const found = await getCharterToEdit(actor, param("code"), charterLanguage(url, language));
  return { title: t("forum.charter.edit"), name: spaceName(found.space, t), ...found };
});

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const admit = ({ actor, param }: PageRequest) => requireCharterEditor(actor, param("code"));

/** Its buttons save the text, or show it as it will look. */
export const action = (args: ActionFunctionArgs) =>
  form({ schema: anything, admit }, async (raw, { actor, param, language }): Promise<Response | PreviewAnswer> => {
    const code = param("code");
    const typed = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat()]));
    if (raw.intent === "preview") {
      const { body, language: written = language } = parseFields(previewSchema, typed);
      return { failed: false, preview: await previewPost(actor, { body, language: written }), typed };
    }
    const input = parseFields(charterSchema, typed);
    await saveCharter(actor, code, input);
    return redirectWith(charterPath(code, undefined, input.language), { flash: "forum.charter.saved" });
  })(args);

export const meta = pageTitleOfPlace;

/** The charter of a space in one language, for its facilitators. Whoever saves over a newer one is shown both. */
export default function EditCharter() {
  const { t } = useI18n();
  const { title, space, language } = useLoaderData<typeof loader>();
  const form = useFormState();
  const isConflict = form.failure?.code === "forum.error.charter_conflict";
  const conflict = isConflict ? (form.failure?.data as CharterConflict) : null;
  return (
    <Page>
      <PageHeader title={title} t={t} breadcrumbs={charterCrumbs(space, language, t)} lede={t("forum.charter.lede")} />
      <CharterLanguages languages={languages} shown={language} />
      <FormProblems form={form} labels={{ body: t("forum.charter.field", { language: languageNames[language] }) }} />
      {conflict ? (
        <BothTexts body={conflict.body} language={language}>
          <CharterForm seen={conflict.version} />
        </BothTexts>
      ) : (
        <CharterForm />
      )}
    </Page>
  );
}

/** A plain form, with the tools and the preview of every composer. */
function CharterForm({ seen }: { seen?: number }) {
  const { t, format } = useI18n();
  const { space, language, body, version } = useLoaderData<typeof loader>();
  const form = useFormState();
  const preview = (useActionData() as PreviewAnswer | undefined)?.preview ?? null;
  return (
    <forum-composer>
      {preview !== null && <Preview html={preview} language={language} />}
      <form method="post" action={charterPath(space.code, "edit", language)} className="stack" autoComplete="off">
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="version" value={seen ?? form.value("version", String(version))} />
        <div>
          <TextArea
            name="body"
            label={t("forum.charter.field", { language: languageNames[language] })}
            required
            maxLength={longestCharter}
            rows={12}
            lang={language}
            defaultValue={form.value("body", body)}
            error={form.error("body")}
          />
          <Toolbar />
          <FormattingHelp note={t("forum.help.length", { max: format.number(longestCharter) })} />
        </div>
        <ButtonRow>
          <Button variant="primary" name="intent" value="send">
            {t("forum.charter.save")}
          </Button>
          <Button name="intent" value="preview" formNoValidate>
            {t("forum.preview.show")}
          </Button>
          <a href={charterPath(space.code, "history", language)}>{t("forum.charter.history")}</a>
        </ButtonRow>
      </form>
      <LivePreview />
      <Island name="forum-composer" />
    </forum-composer>
  );
}
