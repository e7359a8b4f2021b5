import type { FormState } from "#app/http/typed.ts";
import type { TextHistory } from "#app/modules/learning/authoring/get-text-history.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { Time } from "#app/ui/text/time.tsx";

type VersionListProps = Pick<TextHistory, "versions" | "older" | "draft" | "language" | "comparison"> & {
  address: string;
  form: FormState;
};

/** The published texts, newest first: any two can be compared, each can become a draft again. */
export function VersionList({ versions, older, draft, language, comparison, address, form }: VersionListProps) {
  const { t, format } = useI18n();
  const shown = [...(draft ? [0] : []), ...versions.map(({ number }) => number)];
  const asked = [comparison?.from, comparison?.to].filter((one): one is number => one !== undefined);
  const options = [...new Set([...shown, ...asked])].map((number) => ({
    value: String(number),
    label: number === 0 ? t("authoring.history.draft") : t("authoring.history.number", { number }),
  }));
  const needsConsent = form.failure?.code === "authoring.history.error.has_draft";
  return (
    <section className="section stack" aria-labelledby="versions">
      <h2 id="versions">{t("authoring.history.versions")}</h2>
      {options.length > 1 && (
        <form method="get" action={address} className="cluster history-compare">
          <input type="hidden" name="in" value={language} />
          <SelectField
            name="from"
            label={t("authoring.history.from")}
            options={options}
            defaultValue={String(comparison?.from ?? options[1]?.value)}
          />
          <SelectField
            name="to"
            label={t("authoring.history.to")}
            options={options}
            defaultValue={String(comparison?.to ?? options[0]?.value)}
          />
          <Button>{t("authoring.history.compare")}</Button>
        </form>
      )}
      <ol role="list" className="rows">
        {versions.map(({ number, title, note, author, at }, index) => (
          <li key={number} className="row" id={`version-${number}`}>
            <div className="row-body">
              <h3>
                {t("authoring.history.number", { number })}
                {t("ui.text.colon")} <bdi lang={language}>{title}</bdi>
              </h3>
              {note && (
                <p>
                  <bdi>{note}</bdi>
                </p>
              )}
              <div className="row-meta">
                <Facts
                  items={[
                    <Time key="at" iso={at.toISOString()} text={format.dateTime(at)} />,
                    author ? t("authoring.history.by", { name: isolate(author) }) : t("authoring.history.from_package"),
                  ]}
                />
              </div>
            </div>
            {(index > 0 || draft) && (
              <form method="post" action={`${address}?in=${language}`} className="row-aside stack stack-tight">
                <input type="hidden" name="language" value={language} />
                <input type="hidden" name="number" value={number} />
                {needsConsent && form.value("number") === String(number) && (
                  <CheckField name="replace" value="1" label={t("authoring.history.replace")} required />
                )}
                <Button>
                  {t("authoring.history.restore")}{" "}
                  <span className="visually-hidden">{t("authoring.history.number", { number })}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ol>
      <Pagination
        t={t}
        olderHref={older === null ? null : `${address}?in=${language}&before=${older}`}
        olderLabel={t("authoring.history.older")}
      />
    </section>
  );
}
