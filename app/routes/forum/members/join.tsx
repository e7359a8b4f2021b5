import { useLoaderData } from "@remix-run/react";
import { admitPoster } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitleOfPlace } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { joinSpace } from "#app/modules/forum/members/join-space.server.ts";
import { longestWish, wishPauseDays } from "#app/modules/forum/members/limits.ts";
import { joinSchema } from "#app/modules/forum/members/schemas.ts";
import { findOwnWish, makeWish, withdrawWish } from "#app/modules/forum/members/wishes.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { isIn } from "#app/modules/forum/policy.ts";
import { requireSpace } from "#app/modules/forum/spaces/require-space.server.ts";
import { spaceCrumbs, spaceName } from "#app/routes/forum/labels.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { doorWords } from "#app/ui/text/doors.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor: maybe, param, t }) => {
  const space = await requireSpace(maybe, param("code"));
  const actor = requireActive(maybe);
  const isMember = isIn(actor, space.code);
  const wish = isMember ? null : await findOwnWish(actor, space.code);
  const name = spaceName(space, t);
  return { title: t("forum.join.title"), name, space, isMember, wish };
});

const admit = async (request: PageRequest) => {
  await requireSpace(request.actor, request.param("code"));
  return admitPoster(request);
};

export const action = form({ schema: joinSchema, admit }, async ({ intent, words }, { access, param }) => {
  const code = param("code");
  if (intent === "withdraw") {
    await withdrawWish(access, code);
    return redirectWith(spacePath(code), { flash: "forum.join.withdrawn" });
  }
  if (intent === "join") {
    await joinSpace(access, code);
    return redirectWith(spacePath(code), { flash: "forum.join.done" });
  }
  await makeWish(access, code, { words });
  return redirectWith(spacePath(code), { flash: "forum.join.asked" });
});

export const meta = pageTitleOfPlace;

/** The way into a space: at once, by a wish that its facilitators decide, or by invitation alone. */
export default function Join() {
  const { t } = useI18n();
  const { title, space, isMember } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={spaceCrumbs(space, t)} lede={t(doorWords[space.joinMode])} />
      <FormProblems form={useFormState()} labels={{ words: t("forum.join.words") }} />
      {isMember ? <IsIn /> : <WayIn />}
    </Page>
  );
}

function IsIn() {
  const { t } = useI18n();
  const { space } = useLoaderData<typeof loader>();
  return (
    <Notice tone="success" actions={<a href={spacePath(space.code)}>{t("forum.join.to_space")}</a>}>
      {t("forum.join.is_in")}
    </Notice>
  );
}

function WayIn() {
  const { t } = useI18n();
  const { space, wish } = useLoaderData<typeof loader>();
  const path = `${spacePath(space.code)}/join`;
  if (wish && !wish.declinedAt) return <Waiting />;
  if (space.archivedAt !== null) return <p>{t("forum.error.space_archived")}</p>;
  if (space.joinMode === "members") return <p>{t("forum.error.join_invited")}</p>;
  return (
    <form method="post" action={path} className="stack">
      {space.joinMode === "open" && <p>{t("forum.join.means")}</p>}
      {space.joinMode === "ask" && <Words />}
      <ButtonRow>
        <Button variant="primary" name="intent" value={space.joinMode === "open" ? "join" : "ask"}>
          {t(space.joinMode === "open" ? "forum.join.join" : "forum.join.ask")}
        </Button>
        <a href={spacePath(space.code)}>{t("forum.join.back")}</a>
      </ButtonRow>
    </form>
  );
}

function Words() {
  const { t, format } = useI18n();
  const { wish } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <>
      {wish?.declinedAt && (
        <Notice title={t("forum.join.declined", { date: format.date(wish.declinedAt) })}>
          <p dir="auto">{wish.reason}</p>
          <p>{t("forum.join.again", { days: wishPauseDays })}</p>
        </Notice>
      )}
      <TextArea
        name="words"
        label={t("forum.join.words")}
        hint={t("forum.join.words_hint")}
        optional={t("accounts.field.optional")}
        rows={4}
        maxLength={longestWish}
        error={form.error("words")}
        defaultValue={form.value("words")}
      />
    </>
  );
}

function Waiting() {
  const { t, format } = useI18n();
  const { space, wish } = useLoaderData<typeof loader>();
  return (
    <form method="post" action={`${spacePath(space.code)}/join`} className="stack">
      <p>{wish && t("forum.join.waits", { date: format.dateTime(wish.createdAt) })}</p>
      {wish?.words && (
        <p className="source" dir="auto">
          {wish.words}
        </p>
      )}
      <ButtonRow>
        <Button name="intent" value="withdraw">
          {t("forum.join.withdraw")}
        </Button>
        <a href={spacePath(space.code)}>{t("forum.join.to_space")}</a>
      </ButtonRow>
    </form>
  );
}
