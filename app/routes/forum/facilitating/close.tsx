import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { closeTopic } from "#app/modules/forum/facilitating/close-topic.server.ts";
import { maxReasonLength } from "#app/modules/forum/limits.ts";
import { getTopicToMove } from "#app/modules/forum/moving/get-topic-to-move.server.ts";
import { topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { closeTopicSchema } from "#app/modules/forum/schemas.ts";
import { admitMover } from "#app/routes/forum/moving/admit-mover.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const topic = await getTopicToMove(actor, topicNumberOf(param("id")));
  return { title: topic.closedAt ? t("forum.close.title_closed") : t("forum.close.title"), topic };
});

const flashes = { close: "forum.close.done", reopen: "forum.close.reopened" } as const;

export const action = form({ schema: closeTopicSchema, admit: admitMover }, async (input, { actor, param }) => {
  const topic = await closeTopic(actor, topicNumberOf(param("id")), input);
  return redirectWith(topicPath(topic), { flash: flashes[input.intent] });
});

export const meta = pageTitle;

export default function CloseTopic() {
  const { t } = useI18n();
  const { title, topic } = useLoaderData<typeof loader>();
  const form = useFormState();
  const isClosed = topic.closedAt !== null;
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: topicPath(topic) }]} />
      <FormProblems form={form} labels={{ reason: t("forum.close.reason") }} />
      <form method="post" action={`/topics/${topic.publicId}/close`} className="stack">
        <p>{isClosed ? t("forum.close.is_closed") : t("forum.close.means")}</p>
        <TextArea
          name="reason"
          label={t("forum.close.reason")}
          hint={t("forum.close.reason_hint")}
          defaultValue={form.value("reason", topic.closedReason ?? "")}
          error={form.error("reason")}
          maxLength={maxReasonLength}
          rows={3}
          required
        />
        <ButtonRow>
          <Button variant="primary" name="intent" value="close">
            {isClosed ? t("forum.close.send_reason") : t("forum.close.send")}
          </Button>
          {isClosed && (
            <Button name="intent" value="reopen" formNoValidate>
              {t("forum.close.reopen")}
            </Button>
          )}
          <a href={topicPath(topic)}>{t("forum.move.keep")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
