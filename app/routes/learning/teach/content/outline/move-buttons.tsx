import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type MoveButtonsProps = {
  courseSlug: string;
  intent: "move-unit" | "move-module";
  slug: string;
  title: string;
  position: { isFirst: boolean; isLast: boolean };
};

/** Up and down by one place: what dragging does, for the keyboard and without scripts. */
export function MoveButtons({ courseSlug, intent, slug, title, position }: MoveButtonsProps) {
  const { t } = useI18n();
  if (position.isFirst && position.isLast) return null;
  const words = { title: isolate(title) };
  return (
    <form method="post" action={teachPath(courseSlug, "content")} className="move-buttons">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name={intent === "move-unit" ? "unit" : "module"} value={slug} />
      <button
        type="submit"
        className="tool"
        name="direction"
        value="up"
        disabled={position.isFirst}
        aria-label={t("authoring.outline.move_up", words)}
      >
        <span aria-hidden="true">↑</span>
      </button>
      <button
        type="submit"
        className="tool"
        name="direction"
        value="down"
        disabled={position.isLast}
        aria-label={t("authoring.outline.move_down", words)}
      >
        <span aria-hidden="true">↓</span>
      </button>
    </form>
  );
}
