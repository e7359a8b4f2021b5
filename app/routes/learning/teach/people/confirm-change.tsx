import type { Change } from "#app/modules/learning/enrolment/change-members.server.ts";
import type { ChangePreview } from "#app/modules/learning/enrolment/preview-change.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** A change that is asked about before it is made. */
export type AskedChange = { intent: Change["intent"]; cohort: string | null; preview: ChangePreview };

/** The button that does it says the same as the one that asked for it. */
const buttons = {
  add: "enrolment.people.add",
  move: "enrolment.people.move",
  leave: "enrolment.people.leave",
  remove: "enrolment.people.remove",
} as const;

/** More names than these are counted. */
const namesShown = 20;

/** What a change of members will bring about, with the people that it is about: it is made from here. */
export function ConfirmChange({ asked, action }: { asked: AskedChange; action: string }) {
  const { t } = useI18n();
  const { intent, cohort, preview } = asked;
  const { people } = preview;
  const values = { count: people.length, cohort: `\u2068${preview.cohort?.name ?? ""}\u2069` };
  const titles = {
    move: t("enrolment.confirm.move", values),
    leave: t("enrolment.confirm.leave", values),
    remove: t("enrolment.confirm.remove", values),
  };
  return (
    <section className="stack measure" aria-labelledby="confirm">
      <h2 id="confirm" tabIndex={-1}>
        {titles[intent === "add" ? "move" : intent]}
      </h2>
      <ul>
        {people.slice(0, namesShown).map(({ userId, name }) => (
          <li key={userId}>
            <UserText>{name}</UserText>
          </li>
        ))}
        {people.length > namesShown && <li>{t("enrolment.confirm.more", { count: people.length - namesShown })}</li>}
      </ul>
      <h3>{t("enrolment.confirm.what")}</h3>
      <Consequences asked={asked} />
      <form method="post" action={action}>
        <input type="hidden" name="intent" value={intent} />
        {cohort && <input type="hidden" name="cohort" value={cohort} />}
        {people.map(({ userId }) => (
          <input key={userId} type="hidden" name="person" value={userId} />
        ))}
        <ButtonRow>
          {people.length > 0 && (
            <Button variant={intent === "remove" ? "danger" : "primary"}>{t(buttons[intent])}</Button>
          )}
          <a href={action}>{t("enrolment.confirm.back")}</a>
        </ButtonRow>
      </form>
    </section>
  );
}

function Consequences({ asked: { intent, preview } }: { asked: AskedChange }) {
  const { t } = useI18n();
  const { completed, waiting, cohort, people } = preview;
  const isFull = intent === "move" && cohort !== null && cohort.places !== null && cohort.places < people.length;
  return (
    <ul>
      {intent === "move" && <li>{t("enrolment.confirm.moved")}</li>}
      {isFull && <li>{t("enrolment.confirm.places", { count: cohort.places! })}</li>}
      {intent === "leave" && <li>{t("enrolment.confirm.left")}</li>}
      {intent === "remove" && <li>{t("enrolment.confirm.kept")}</li>}
      {intent === "remove" && completed > 0 && <li>{t("enrolment.confirm.completed", { count: completed })}</li>}
      {waiting > 0 && <li>{t("enrolment.confirm.waiting", { count: waiting })}</li>}
    </ul>
  );
}
