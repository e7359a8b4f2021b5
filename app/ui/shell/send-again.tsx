import type { Resend } from "#app/http/page.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

/** A form that could not be taken at this moment, as it was sent: one press sends it once more. Works without a script. */
export function SendAgain({ resend, t }: { resend: Resend; t: Translate }) {
  return (
    <form method="post" action={resend.action}>
      {resend.fields.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit">{t("ui.error.sendAgain")}</Button>
    </form>
  );
}
