import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { getThingToDecide, openCaseFor } from "#app/modules/moderation/cases/open-case.server.ts";
import { requireDecider } from "#app/modules/moderation/policy.ts";
import { casePath, newCasePath } from "#app/modules/moderation/paths.ts";
import { namedSchema } from "#app/modules/moderation/schemas.ts";
import { notFound } from "#app/infra/app-error.ts";
import { ModerationPage } from "./frame.tsx";
import { ThingName, ThingWords } from "./thing.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, t }) => {
  requireDecider(actor);
  const named = namedSchema.safeParse(Object.fromEntries(url.searchParams));
  if (!named.success) throw notFound();
  const thing = await getThingToDecide(actor, named.data);
  return { title: t("moderation.new.title"), named: named.data, thing };
});

export const action = form(
  { schema: namedSchema, admit: async ({ actor }) => requireDecider(actor) },
  async (input, { access }) => redirect(casePath(await openCaseFor(access, input)), 303),
);

export const meta = pageTitle;

/** Begins to look at something that nobody has reported. */
export default function NewCase() {
  const { t } = useI18n();
  const { title, named, thing } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <ModerationPage section={null} title={title} lede={<ThingName thing={thing} />}>
      <FormProblems form={form} />
      <p className="measure">{t("moderation.new.means")}</p>
      <ThingWords thing={thing} label={t("moderation.report.text")} />
      <form method="post" action={newCasePath(named)}>
        <input type="hidden" name="kind" value={named.kind} />
        <input type="hidden" name="id" value={named.id} />
        <ButtonRow>
          <Button variant="primary">{t("moderation.new.send")}</Button>
          <a href={thing.href}>{t("moderation.report.back")}</a>
        </ButtonRow>
      </form>
    </ModerationPage>
  );
}
