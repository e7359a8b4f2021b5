import type { ActionFunctionArgs } from "@remix-run/node";
import { randomUUID } from "node:crypto";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form, parseFields } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import { isPostLanguage } from "#app/modules/forum/languages.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { replyInPath, replyPath, translatePath } from "#app/modules/forum/paths.ts";
import { previewPost } from "#app/modules/forum/posting/preview-post.server.ts";
import { previewSchema, translationSchema } from "#app/modules/forum/schemas.ts";
import {
  getPostToTranslate,
  getTranslatedPost,
  getTranslationForm,
} from "#app/modules/forum/translations/get-translation.server.ts";
import { saveTranslation, withdrawTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import type { PreviewAnswer } from "#app/routes/forum/compose.server.ts";
import { ownName } from "#app/routes/forum/language-field.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { readConflict, TranslationForm } from "./translation-form.tsx";

export const loader = page(async ({ actor: maybe, param, url, t, language }) => {
  const into = url.searchParams.get("into");
  const { actor, post, standing, chosen } = await getTranslationForm(maybe, param("id"), into);
  const { number } = post;
  const taken = [post.language, ...standing.map((one) => one.language)];
  const wished = [into, language, "en", "fr", "ar"].find((one) => isPostLanguage(one) && !taken.includes(one));
  return {
    title: number === 0 ? t("forum.translate.title_opening") : t("forum.translate.title", { number }),
    post,
    standing,
    chosen,
    language: chosen?.language ?? wished ?? "",
    clientId: randomUUID(),
    limits: limitsFor(actor),
  };
});

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const admit = ({ actor, param }: PageRequest) => getTranslatedPost(actor, param("id"));

/** Its buttons send the form, show it as it will look, or take the translation back. */
export const action = (args: ActionFunctionArgs) =>
  form({ schema: anything, admit }, async (raw, request): Promise<Response | PreviewAnswer> => {
    const { actor, param } = request;
    // Taking back is all that is left to who may not write there.
    if (raw.intent !== "withdraw") await getPostToTranslate(actor, param("id"));
    const typed = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat()]));
    if (raw.intent === "preview") {
      const { body, language = request.language } = parseFields(previewSchema, typed);
      return { failed: false, preview: await previewPost(actor, { body, language }), typed };
    }
    if (raw.intent === "withdraw") {
      const post = await withdrawTranslation(actor, { id: param("id"), language: String(raw.language) });
      return redirectWith(replyPath(post.topic, post.number), { flash: "forum.translate.withdrawn" });
    }
    const saved = await saveTranslation(actor, { ...parseFields(translationSchema, typed), id: param("id") });
    return redirectWith(replyInPath(saved.topic, saved.number, saved.language), { flash: "forum.translate.saved" });
  })(args);

export const meta = pageTitle;

/** The list of people to mention. */
export const handle = { talk: true };

/** The original beside what somebody makes of it in another language. */
export default function TranslatePost() {
  const { t, format } = useI18n();
  const { title, ...view } = useLoaderData<typeof loader>();
  const { post, standing, chosen } = view;
  const form = useFormState();
  const preview = (useActionData() as PreviewAnswer | undefined)?.preview ?? null;
  const { topic, number } = post;
  const conflict = readConflict(form);
  const written = form.value("language", chosen?.language);
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]}
        lede={t("forum.translate.lede")}
      />
      <FormProblems form={form} labels={{ language: t("forum.translate.language") }} />
      {standing.length > 0 && (
        <section className="section" aria-labelledby="standing">
          <h2 id="standing">{t("forum.translate.standing")}</h2>
          <ul className="stack stack-tight">
            {standing.map((one) => (
              <li key={one.id}>
                <a href={replyInPath(topic, number, one.language)} hrefLang={one.language}>
                  <span lang={one.language}>{ownName(one.language)}</span>
                </a>{" "}
                {t("forum.translate.one_by", { name: isolate(one.author.name), date: format.dateTime(one.createdAt) })}{" "}
                {one.editor && one.editedAt && (
                  <>
                    {t("forum.translate.one_changed", {
                      name: isolate(one.editor.name),
                      date: format.dateTime(one.editedAt),
                    })}{" "}
                  </>
                )}
                {one.isOutdated && <>{t("forum.translation.outdated")} </>}
                {one.mayChange && one.id !== chosen?.id && (
                  <a href={translatePath(post.id, one.language)}>
                    {t(one.isOutdated ? "forum.translation.renew" : "forum.translate.change")}
                    <span className="visually-hidden"> {ownName(one.language)}</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="columns">
        <section className="stack" aria-labelledby="original">
          <h2 id="original">{t("forum.translate.original", { language: format.languageName(post.language) })}</h2>
          {number === 0 && (
            <p>
              <strong>
                <UserText lang={post.language}>{topic.title}</UserText>
              </strong>
            </p>
          )}
          <MarkdownView html={post.html} lang={post.language} />
        </section>
        {conflict && (
          <section className="stack" aria-labelledby="now">
            <h2 id="now">{t("forum.translate.now", { name: isolate(conflict.name) })}</h2>
            {conflict.title && (
              <p>
                <UserText lang={written}>{conflict.title}</UserText>
              </p>
            )}
            <div className="source" lang={written} dir="auto">
              {conflict.body}
            </div>
          </section>
        )}
        <section className="stack" aria-labelledby="translation">
          <h2 id="translation">
            {t(chosen ? "forum.translate.chosen" : "forum.translate.new", {
              language: chosen ? format.languageName(chosen.language) : "",
            })}
          </h2>
          {chosen && !chosen.mayChange ? (
            <>
              {!chosen.isOwn && (
                <Notice>{t("forum.translate.not_yours", { name: isolate(chosen.author.name) })}</Notice>
              )}
              <div className="source" lang={chosen.language} dir="auto">
                {chosen.body}
              </div>
              {chosen.isOwn && (
                <form method="post" action={translatePath(post.id, chosen.language)}>
                  <input type="hidden" name="language" value={chosen.language} />
                  <Button name="intent" value="withdraw" variant="danger">
                    {t("forum.translate.withdraw")}
                  </Button>
                </form>
              )}
            </>
          ) : (
            <TranslationForm {...view} preview={preview} />
          )}
        </section>
      </div>
    </Page>
  );
}
