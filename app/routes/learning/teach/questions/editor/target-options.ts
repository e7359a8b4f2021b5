import type { Text } from "#app/modules/learning/courses/text.ts";
import type { Option } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** Where questions stand, to choose from: the categories of the bank, indented by their depth, then the quizzes. */
export function useTargetOptions(
  categories: readonly { id: string; depth: number; title: Text }[],
  quizzes: readonly { slug: string; title: Text }[],
): Option[] {
  const { t } = useI18n();
  return [
    ...categories.map(({ id, depth, title }) => ({
      value: `category:${id}`,
      label: `${"\u2003".repeat(depth)}${title.text}`,
      lang: title.language,
    })),
    ...quizzes.map(({ slug, title }) => ({
      value: `unit:${slug}`,
      label: `${t("authoring.bank.quiz")} ${title.text}`,
      lang: title.language,
    })),
  ];
}
