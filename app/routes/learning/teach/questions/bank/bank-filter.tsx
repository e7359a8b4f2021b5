import type { Category } from "#app/modules/learning/bank/change-categories.server.ts";
import type { QuestionFilter } from "#app/modules/learning/bank/list-questions.server.ts";
import { questionKinds } from "#app/modules/learning/questions/questions.ts";
import { kindLabels } from "#app/routes/learning/teach/questions/labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type FilterProps = {
  action: string;
  filter: QuestionFilter;
  categories: Category[];
  tags: string[];
  /** Only questions of the bank can be found here. */
  bankOnly?: boolean;
};

/** Narrows a list of questions; an ordinary form that asks for an address. */
export function BankFilter({ action, filter, categories, tags, bankOnly = false }: FilterProps) {
  const { t } = useI18n();
  const isNarrow = Boolean(filter.kind || filter.tag || filter.isRemoved || filter.home !== "any");
  return (
    <form method="get" action={action} role="search" className="bank-filter">
      <TextField type="search" name="q" label={t("authoring.bank.search")} defaultValue={filter.q} maxLength={200} />
      <SelectField
        name="category"
        label={t("authoring.bank.category")}
        defaultValue={filter.category}
        placeholder={t("authoring.bank.all_categories")}
        options={categories.map(({ id, depth, title, questionsBelow }) => ({
          value: id,
          label: `${"\u2003".repeat(depth)}${title.text} (${questionsBelow})`,
          lang: title.language,
        }))}
      />
      <details open={isNarrow && !bankOnly}>
        <summary>{t("authoring.bank.more_filters")}</summary>
        <div className="bank-filter">
          <SelectField
            name="kind"
            label={t("authoring.bank.kind")}
            defaultValue={filter.kind ?? ""}
            placeholder={t("authoring.bank.all_kinds")}
            options={questionKinds.map((kind) => ({ value: kind, label: t(kindLabels[kind]) }))}
          />
          <SelectField
            name="tag"
            label={t("authoring.bank.tag")}
            defaultValue={filter.tag}
            placeholder={t("authoring.bank.all_tags")}
            options={tags.map((tag) => ({ value: tag, label: tag }))}
          />
          {!bankOnly && (
            <>
              <SelectField
                name="home"
                label={t("authoring.question.home")}
                defaultValue={filter.home}
                options={[
                  { value: "any", label: t("authoring.bank.home_any") },
                  { value: "bank", label: t("authoring.bank.home_bank") },
                  { value: "quiz", label: t("authoring.bank.home_quiz") },
                ]}
              />
              <CheckField
                name="removed"
                value="1"
                defaultChecked={filter.isRemoved}
                label={t("authoring.bank.show_removed")}
              />
            </>
          )}
        </div>
      </details>
      <Button>{t("authoring.bank.find")}</Button>
    </form>
  );
}
