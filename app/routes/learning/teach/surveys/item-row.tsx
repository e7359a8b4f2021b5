import { directionOf } from "#app/i18n/languages.ts";
import type { EditedItem } from "#app/modules/learning/surveys/edit-survey.server.ts";
import { askSurvey } from "#app/modules/learning/surveys/survey.ts";
import { surveyKindNames } from "./labels.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SurveyItemRowProps = {
  item: EditedItem;
  index: number;
  isLast: boolean;
  course: { defaultLanguage: string; languages: string[] };
  address: string;
};

/** One question in the list of a survey's author, with what can be done to it. */
export function SurveyItemRow({ item, index, isLast, course, address }: SurveyItemRowProps) {
  const { t, format, language } = useI18n();
  const [asked] = askSurvey([item], { language, ownLanguage: course.defaultLanguage });
  const missing = course.languages.filter((code) => !Object.hasOwn(item.translations, code));
  const step = (intent: string, label: string, isOff: boolean) => (
    <Button name="intent" value={intent} disabled={isOff} aria-label={`${label}${t("ui.text.colon")} ${asked!.prompt}`}>
      {label}
    </Button>
  );
  return (
    <li className="row">
      <div className="row-body">
        <h2>
          {index + 1}.{" "}
          <span lang={asked!.language} dir={directionOf(asked!.language)}>
            {asked!.prompt}
          </span>
        </h2>
        <div className="row-meta">
          <Facts
            items={[
              t(surveyKindNames[item.kind]),
              item.isRequired && t("surveys.builder.is_required"),
              item.answers > 0 && t("surveys.results.answered", { count: item.answers }),
              missing.length > 0 &&
                t("surveys.builder.missing", { languages: format.list(missing.map(format.languageName)) }),
            ]}
          />
        </div>
      </div>
      <form method="post" action={address} className="cluster-tight">
        <input type="hidden" name="key" value={item.key} />
        <LinkButton href={`${address}?edit=${item.key}#item-form`}>{t("surveys.builder.edit")}</LinkButton>
        {step("up", t("surveys.builder.up"), index === 0)}
        {step("down", t("surveys.builder.down"), isLast)}
        {step("remove", t("surveys.builder.remove"), false)}
      </form>
    </li>
  );
}
