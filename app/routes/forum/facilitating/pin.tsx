import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { writeLocalTime } from "#app/lib/local-time.ts";
import { pinTopic } from "#app/modules/forum/facilitating/pin-topic.server.ts";
import { getTopicToMove } from "#app/modules/forum/moving/get-topic-to-move.server.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { pinTopicSchema } from "#app/modules/forum/schemas.ts";
import { admitMover } from "#app/routes/forum/moving/admit-mover.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, param, zone, t }) => {
  const topic = await getTopicToMove(actor, topicNumberOf(param("id")));
  const tomorrow = writeLocalTime(new Date(Date.now() + 86_400_000), zone).slice(0, 10);
  const until = topic.pinnedUntil ? writeLocalTime(topic.pinnedUntil, zone).slice(0, 10) : "";
  return { title: topic.isPinned ? t("forum.pin.title_pinned") : t("forum.pin.title"), topic, tomorrow, until };
});

const flashes = { pin: "forum.pin.done", unpin: "forum.pin.undone" } as const;

export const action = form({ schema: pinTopicSchema, admit: admitMover }, async (input, { actor, param }) => {
  const topic = await pinTopic(actor, topicNumberOf(param("id")), input);
  return redirectWith(topicPath(topic), { flash: flashes[input.intent] });
});

export const meta = pageTitle;

export default function PinTopic() {
  const { t } = useI18n();
  const { title, topic, tomorrow, until } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      <FormProblems form={form} labels={{ until: t("forum.pin.until") }} />
      <form method="post" action={`/topics/${topic.publicId}/pin`} className="stack">
        <p>{t("forum.pin.means")}</p>
        <TextField
          name="until"
          type="date"
          label={t("forum.pin.until")}
          hint={t("forum.pin.until_hint")}
          defaultValue={form.value("until", until)}
          error={form.error("until")}
          min={tomorrow}
        />
        <ButtonRow>
          <Button variant="primary" name="intent" value="pin">
            {topic.isPinned ? t("forum.pin.send_until") : t("forum.pin.send")}
          </Button>
          {topic.isPinned && (
            <Button name="intent" value="unpin" formNoValidate>
              {t("forum.pin.end")}
            </Button>
          )}
          <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
