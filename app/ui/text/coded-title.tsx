import { shortTitle } from "#app/i18n/short-titles.ts";
import { useI18n } from "./i18n.tsx";

/** An activity by its code and its short title: the code always comes first, in the order of the page's script. */
export function CodedTitle({ code, className }: { code: string; className?: string }) {
  const { t } = useI18n();
  return (
    <bdi>
      {className ? <span className={className}>{code}</span> : code} {shortTitle(code, t)}
    </bdi>
  );
}
