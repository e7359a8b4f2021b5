import type { TranslatedText } from "#app/lib/translations.ts";
import { useI18n } from "./i18n.tsx";

type CodedTitleProps = {
  code: string;
  title: TranslatedText | null;
  className?: string;
};

/** An activity by its code and its title, in the order of the title's own script: the code always comes first. */
export function CodedTitle({ code, title, className }: CodedTitleProps) {
  const { t } = useI18n();
  return (
    <bdi lang={title?.language}>
      {className ? <span className={className}>{code}</span> : code} {title?.text ?? t("ui.activity.unknown")}
    </bdi>
  );
}
