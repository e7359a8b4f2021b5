import { useActionData } from "@remix-run/react";
import { waitingPath } from "#app/modules/forum/paths.ts";
import type { HeldAnswer } from "#app/routes/forum/compose.server.ts";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";

/** The post that this page has just sent and that waits for a facilitator; null without one. */
export function useHeld(): HeldAnswer["held"] | null {
  return (useActionData() as Partial<HeldAnswer> | undefined)?.held ?? null;
}

/** Says that what was sent waits, and shows it. It takes the focus: the page is otherwise the one that it was sent from. */
export function HeldNotice() {
  const { t } = useI18n();
  const held = useHeld();
  if (!held) return null;
  return (
    <section className="stack" role="status" aria-label={t("forum.waiting.title")} tabIndex={-1} autoFocus>
      <Notice
        tone={held.isDeclined ? "warning" : "success"}
        title={t(held.isDeclined ? "forum.waiting.is_declined" : "forum.waiting.title")}
        actions={<a href={waitingPath(held.id)}>{t("forum.waiting.open")}</a>}
      >
        {held.isDeclined ? t("forum.waiting.declined_hint") : t("forum.waiting.lede")}
      </Notice>
      <div className="preview">
        <MarkdownView html={held.html} lang={held.language} />
      </div>
    </section>
  );
}
