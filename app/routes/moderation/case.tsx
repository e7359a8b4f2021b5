import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { casePath } from "#app/modules/moderation/paths.ts";
import { loadCase } from "./case-data.server.ts";
import { DecideForm } from "./decide-form.tsx";
import { ModerationPage } from "./frame.tsx";
import { History, Reports } from "./history.tsx";
import { stateLabels } from "./labels.ts";
import { ThingName, ThingWords } from "./thing.tsx";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(loadCase);

export const meta = pageTitle;

/** One case: the thing with what stands before it, who reported it, what was decided, and what can be decided now. */
export default function Case() {
  const { t } = useI18n();
  const { title, thing, isAppeal } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <ModerationPage
      section={null}
      title={title}
      lede={thing && <ThingName thing={thing} />}
      kicker={isAppeal && <Chip tone="warn">{t("moderation.case.appealed")}</Chip>}
    >
      <FormProblems form={form} labels={{ reason: t("moderation.case.reason"), until: t("moderation.case.until") }} />
      <Claim />
      <TheThing />
      <Reports />
      <History />
      <DecideForm />
    </ModerationPage>
  );
}

/** Whose turn it is, and the way to take it or give it back. */
function Claim() {
  const { t } = useI18n();
  const { number, claim, mayClaim, isOwn, hasDecided } = useLoaderData<typeof loader>();
  const base = casePath(number);
  if (isOwn) return <Notice tone="warning">{t("moderation.error.own_thing")}</Notice>;
  if (hasDecided) return <Notice tone="warning">{t("moderation.error.own_decision")}</Notice>;
  return (
    <>
      {claim && (
        <Notice
          actions={
            claim.isMine && (
              <form method="post" action={`${base}/release`}>
                <Button>{t("moderation.case.release")}</Button>
              </form>
            )
          }
        >
          {claim.isMine ? (
            t("moderation.case.yours", { minutes: claim.minutes })
          ) : (
            <>
              <UserText>{claim.name}</UserText> {t("moderation.case.theirs", { minutes: claim.minutes })}
            </>
          )}
        </Notice>
      )}
      {mayClaim && !claim && (
        <form method="post" action={`${base}/claim`}>
          <ButtonRow>
            <Button variant="primary">{t("moderation.case.claim")}</Button>
          </ButtonRow>
        </form>
      )}
    </>
  );
}

function TheThing() {
  const { t, format } = useI18n();
  const { thing } = useLoaderData<typeof loader>();
  if (!thing) return <p>{t("moderation.case.gone")}</p>;
  const { author, state, writtenAt, context, href, kind, takenName } = thing;
  return (
    <section className="section stack" aria-labelledby="thing">
      <h2 id="thing">{t("moderation.report.text")}</h2>
      <DefinitionList
        items={[
          {
            term: t("moderation.case.author"),
            value: (
              <a href={`/people/${author.handle}`}>
                <UserText>{author.name}</UserText>
              </a>
            ),
          },
          { term: t("moderation.case.taken_name"), value: takenName && <UserText>{takenName}</UserText> },
          { term: t("moderation.case.written"), value: format.dateTime(writtenAt) },
          { term: t("moderation.case.state"), value: t(stateLabels[state]) },
        ]}
      />
      {context.map(({ name, text }, index) => (
        <div key={index} className="small soft measure">
          <p>
            {t("moderation.case.before")} <UserText>{name}</UserText>
            {t("ui.text.colon")}
          </p>
          <p dir="auto">{text}</p>
        </div>
      ))}
      <ThingWords thing={thing} />
      {kind !== "submission" && (
        <p>
          <a href={href}>{t("moderation.case.open")}</a>
        </p>
      )}
    </section>
  );
}
