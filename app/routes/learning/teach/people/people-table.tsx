import { countryName } from "#app/modules/accounts/countries.ts";
import type { PersonRow } from "#app/modules/learning/enrolment/change-members.server.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import type { FormState } from "#app/http/typed.ts";

type PeopleTableProps = {
  caption: string;
  people: PersonRow[];
  action: string;
  form: FormState;
  cohorts: { id: string; name: string }[];
  /** The cohort that the page is about: its people can leave it. */
  cohortId?: string;
  mayRemove: boolean;
  /** The ids of people whose name a certificate could not print, with the letters. */
  lost?: Record<string, string[]>;
};

/** People with how far they are; those who are ticked can be put into a cohort, moved, or taken out. */
export function PeopleTable({
  caption,
  people,
  action,
  form,
  cohorts,
  cohortId,
  mayRemove,
  lost = {},
}: PeopleTableProps) {
  const { t, format, language } = useI18n();
  const others = cohorts.filter(({ id }) => id !== cohortId);
  const ticked = form.all("person") ?? [];
  return (
    <form method="post" action={action} className="stack">
      <DataTable
        caption={caption}
        hideCaption
        rows={people}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            label: t("enrolment.column.name"),
            cell: (person) => (
              <>
                <CheckField
                  name="person"
                  id={`person-${person.handle}`}
                  value={person.userId}
                  defaultChecked={ticked.includes(person.userId)}
                  label={
                    <span className="person">
                      <Face name={person.name} handle={person.handle} picture={person.picture} />
                      <UserText>{person.name}</UserText>
                    </span>
                  }
                  hint={
                    <a href={`/people/${person.handle}`}>
                      <bdi dir="ltr">@{person.handle}</bdi>
                    </a>
                  }
                />
                {lost[person.userId] && (
                  <span className="small">
                    {t("certificates.staff.letters", { letters: `\u2068${lost[person.userId]!.join(" ")}\u2069` })}
                  </span>
                )}
              </>
            ),
          },
          {
            key: "country",
            label: t("enrolment.column.country"),
            cell: ({ country, institution }) => (
              <>
                {countryName(country, language)}
                {institution && (
                  <span className="small soft">
                    , <UserText>{institution}</UserText>
                  </span>
                )}
              </>
            ),
          },
          {
            key: "cohorts",
            label: t("enrolment.column.cohorts"),
            cell: (person) =>
              person.cohorts.length === 0 ? "–" : format.list(person.cohorts.map(({ name }) => `\u2068${name}\u2069`)),
          },
          {
            key: "percent",
            label: t("enrolment.column.progress"),
            numeric: true,
            cell: ({ percent, completedAt }) => (
              <>
                {t("learning.course.percent", { percent })}{" "}
                {completedAt && <Chip tone="good">{t("enrolment.people.completed")}</Chip>}
              </>
            ),
          },
          {
            key: "last",
            label: t("enrolment.column.last"),
            cell: ({ lastActivityAt }) =>
              lastActivityAt ? (
                <Time iso={lastActivityAt.toISOString()} text={format.dateTime(lastActivityAt)} />
              ) : (
                t("enrolment.people.never")
              ),
          },
        ]}
      />
      <fieldset className="form">
        <legend>{t("enrolment.people.chosen")}</legend>
        {form.error("person") && <p className="field-error">{form.error("person")}</p>}
        {others.length > 0 && (
          <SelectField
            name="cohort"
            label={t("enrolment.field.cohort")}
            placeholder={t("enrolment.people.choose")}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={form.value("cohort")}
            error={form.error("cohort")}
          />
        )}
        <ButtonRow>
          {others.length > 0 && (
            <>
              <Button name="intent" value="add">
                {t("enrolment.people.add")}
              </Button>
              <Button name="intent" value="ask-move">
                {t("enrolment.people.move")}
              </Button>
            </>
          )}
          {cohortId && (
            <Button name="intent" value="ask-leave">
              {t("enrolment.people.leave")}
            </Button>
          )}
          {mayRemove && (
            <Button name="intent" value="ask-remove" variant="danger">
              {t("enrolment.people.remove")}
            </Button>
          )}
        </ButtonRow>
      </fieldset>
    </form>
  );
}

/** What became of the people who were ticked, on the page after: `?done=…&full=…&kept=…`. */
export function changedQuery(changed: Record<string, number>): string {
  const entries = Object.entries(changed).filter(([, count]) => count > 0);
  return entries.length > 0 ? `?${entries.map(([name, count]) => `${name}=${count}`).join("&")}` : "?none=1";
}

/** The counts of such an address; nothing but numbers is taken from it. */
export function readCounts(url: URL, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const count = Number(url.searchParams.get(name));
      return Number.isInteger(count) && count > 0 && count < 100_000 ? [[name, count] as const] : [];
    }),
  );
}
