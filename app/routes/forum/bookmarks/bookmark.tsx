import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { bookmarkPost, getBookmarkFor } from "#app/modules/forum/bookmarks/bookmark-post.server.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import { reminderChoices } from "#app/modules/forum/reminder.ts";
import { bookmarkSchema } from "#app/modules/forum/schemas.ts";
import { readSwitch } from "#app/modules/forum/switch.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, param, t }) => ({
  title: t("forum.bookmark.title"),
  ...(await getBookmarkFor(actor, param("id"))),
}));

/** Leads back to the post from its row, and to the list from the form that sets a reminder. */
export const action = form(
  { schema: bookmarkSchema, admit: admitActive },
  async ({ reminder }, { access, param, url }) => {
    const set = readSwitch(url.searchParams.get("set"));
    const { post, isBookmarked } = await bookmarkPost(access, { id: param("id"), set, reminder });
    if (reminder === undefined) {
      if (!isBookmarked) return redirect(replyPath(post.topic, post.number));
      return redirectWith(replyPath(post.topic, post.number), { flash: "forum.bookmark.done" });
    }
    const flash = reminder === "none" ? "forum.bookmark.no_reminder" : "forum.bookmark.reminder_set";
    return redirectWith("/me/bookmarks", { flash });
  },
);

export const meta = pageTitle;

/** Keeps a post among one's bookmarks, and says when to be reminded of it. */
export default function BookmarkPage() {
  const { t, format } = useI18n();
  const { title, post, bookmark } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { topic, number } = post;
  const labels = {
    none: t("forum.bookmark.none"),
    tomorrow: t("forum.bookmark.tomorrow"),
    week: t("forum.bookmark.week"),
    date: t("forum.bookmark.date"),
  };
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: topic.title, href: replyPath(topic, number) }]} />
      <FormProblems form={form} />
      <p>{t("forum.bookmark.private")}</p>
      {bookmark?.remindAt && <p>{t("forum.bookmark.planned", { date: format.dateTime(bookmark.remindAt) })}</p>}
      <form method="post" action={`/replies/${post.id}/bookmark`} className="stack">
        <RadioGroup
          name="reminder"
          label={t("forum.bookmark.when")}
          chosen={form.value("reminder", "tomorrow")}
          choices={reminderChoices.map((value) => ({ value, label: labels[value] }))}
          error={form.error("reminder")}
        />
        <TextField
          name="date"
          type="date"
          label={t("forum.bookmark.day")}
          hint={t("forum.bookmark.day_hint")}
          defaultValue={form.value("date", "")}
          error={form.error("date")}
        />
        <ButtonRow>
          <Button variant="primary">{t("forum.bookmark.send")}</Button>
          <a href={replyPath(topic, number)}>{t("forum.bookmark.back")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
