import { waitingQueuePath } from "#app/modules/forum/paths.ts";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { postsWaitSchema } from "#app/modules/forum/schemas.ts";
import { requireKeeper } from "#app/modules/forum/waiting/list-waiting.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { ModerationPage } from "#app/routes/moderation/frame.tsx";
import { loadWaiting } from "#app/routes/moderation/waiting/waiting-data.server.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PostsWaitForm } from "./posts-wait-form.tsx";
import { WaitingPost } from "./waiting-post.tsx";

export const handle = { tool: true };

export const loader = page(loadWaiting);

const admit = async ({ actor }: PageRequest) => requireKeeper(actor);

export const action = form({ schema: postsWaitSchema, admit }, async (input, { actor }) => {
  await setPostsWait(actor, input);
  return redirectWith(waitingQueuePath(), { flash: "moderation.waiting.setting_saved" });
});

export const meta = pageTitle;

/** Posts that wait until a facilitator has looked at them, and whose posts do. */
export default function WaitingList() {
  const { t } = useI18n();
  const { title, posts, next, isFirst, asked } = useLoaderData<typeof loader>();
  const form = useFormState();
  const labels = {
    reason: t("moderation.waiting.reason"),
    space: t("moderation.waiting.space"),
    wait: t("moderation.waiting.who"),
  };
  // What was written about a post that somebody else has decided about meanwhile.
  const isGone = asked !== null && !posts.some(({ id }) => id === asked);
  return (
    <ModerationPage section="waiting" title={title} lede={t("moderation.waiting.lede")}>
      <FormProblems form={form} labels={labels} />
      {isGone && form.value("reason") && (
        <p dir="auto" className="source">
          {form.value("reason")}
        </p>
      )}
      {posts.length === 0 && <EmptyState title={t("moderation.waiting.empty")} />}
      {posts.map((post) => (
        <WaitingPost key={post.id} post={post} />
      ))}
      <Pagination
        t={t}
        olderHref={next && `${waitingQueuePath()}?after=${next}`}
        newerHref={isFirst ? null : waitingQueuePath()}
        olderLabel={t("moderation.waiting.more")}
        newerLabel={t("moderation.waiting.first")}
      />
      <PostsWaitForm />
    </ModerationPage>
  );
}
