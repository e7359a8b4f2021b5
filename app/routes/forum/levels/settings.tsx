import { useLoaderData } from "@remix-run/react";
import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import {
  getAfterWriting,
  listLevelsFor,
  listTopicLevelsFor,
  saveAfterWriting,
} from "#app/modules/forum/levels/list-levels.server.ts";
import { type LevelSettings, levelSettingsSchema } from "#app/modules/forum/levels/schemas.ts";
import { setSpaceLevel, setTagLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { topicNumberOf, spacePath, topicPath } from "#app/modules/forum/paths.ts";
import { tagPath } from "#app/modules/forum/tag.ts";
import { spaceCrumb } from "#app/routes/forum/labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { LevelRows } from "./level-rows.tsx";
import { levelNames } from "./words.ts";

const address = "/me/settings/forum";

export const loader = page(async ({ actor, url, t }) => {
  requireActive(actor);
  const after = topicNumberOf(url.searchParams.get("after") ?? "");
  const [levels, topics, writing] = await Promise.all([
    listLevelsFor(actor),
    listTopicLevelsFor(actor, { after }),
    getAfterWriting(actor),
  ]);
  return { title: t("accounts.settings.forum"), ...levels, ...topics, writing, isFirst: after === 0 };
});

export const action = form({ schema: levelSettingsSchema, admit: admitActive }, async (input, { access }) => {
  await save(access, input);
  return redirectWith(address, { flash: "forum.level.saved" });
});

async function save(actor: Actor, input: LevelSettings): Promise<void> {
  if (input.kind === "writing") return saveAfterWriting(actor, input);
  if (input.kind === "space") return setSpaceLevel(actor, input.target, input.level);
  if (input.kind === "tag") return setTagLevel(actor, input.target, input.level);
  await setTopicLevel(actor, input.target, input.level);
}

export const meta = pageTitle;

/** How much one hears of what in the forum, and what writing changes about it. */
export default function ForumSettings() {
  const { t } = useI18n();
  const { title, spaces, tags, topics, next, isFirst } = useLoaderData<typeof loader>();
  const state = useFormState();
  const isEmpty = spaces.length + tags.length + topics.length === 0 && isFirst;
  return (
    <Page aside={<SettingsNav current="forum" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} lede={t("forum.level.settings_lede")} />
      <FormProblems form={state} />
      <AfterWriting />
      {isEmpty && (
        <EmptyState title={t("forum.level.none")} actions={<a href="/forum">{t("forum.index.latest")}</a>}>
          {t("forum.level.none_hint")}
        </EmptyState>
      )}
      <LevelRows
        kind="space"
        heading={t("forum.level.spaces")}
        rows={spaces.map((space) => {
          const { label } = spaceCrumb(space, t);
          return { target: space.code, title: label, href: spacePath(space.code), level: space.level };
        })}
      />
      <LevelRows
        kind="tag"
        heading={t("forum.tags.title")}
        rows={tags.map(({ tag, level }) => ({ target: tag, title: `#${tag}`, href: tagPath(tag), level }))}
      />
      <LevelRows
        kind="topic"
        heading={t("forum.level.topics")}
        rows={topics.map((topic) => {
          const { publicId, level, language: lang } = topic;
          return { target: `${publicId}`, title: topic.title, href: topicPath(topic), level, lang };
        })}
      />
      <Pagination
        t={t}
        olderHref={next === null ? null : `${address}?after=${next}`}
        newerHref={isFirst ? null : address}
      />
    </Page>
  );
}

function AfterWriting() {
  const { t } = useI18n();
  const { writing } = useLoaderData<typeof loader>();
  const state = useFormState();
  const options = (["watch", "follow", "normal"] as const).map((level) => ({
    value: level,
    label: t(levelNames[level]),
  }));
  return (
    <section className="section stack" aria-labelledby="writing">
      <h2 id="writing">{t("forum.level.writing")}</h2>
      <p className="soft">{t("forum.level.writing_hint")}</p>
      <form method="post" action={address} className="stack">
        <input type="hidden" name="kind" value="writing" />
        <SelectField
          name="afterTopic"
          label={t("forum.level.after_topic")}
          options={options}
          defaultValue={state.value("afterTopic", writing.afterTopic)}
          error={state.error("afterTopic")}
        />
        <SelectField
          name="afterReply"
          label={t("forum.level.after_reply")}
          options={options}
          defaultValue={state.value("afterReply", writing.afterReply)}
          error={state.error("afterReply")}
        />
        <Button variant="primary">{t("forum.level.save")}</Button>
      </form>
    </section>
  );
}
