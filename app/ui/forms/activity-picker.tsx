import { roadOf, shortTitle } from "#app/i18n/short-titles.ts";
import { FieldNotes } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type ActivityPickerProps = {
  label: string;
  hint?: string;
  error?: string;
  /** The codes of all activities in the order of the roadmap. */
  activities: string[];
  chosen: string[];
};

/**
 * The Open Roadmap as a small map to choose from: five roads side by side, their stops are boxes to tick. It says folded what is
 * chosen, and is open while nothing is. The field is called `activities`.
 */
export function ActivityPicker({ label, hint, error, activities, chosen }: ActivityPickerProps) {
  const { t, format } = useI18n();
  const roads = [...new Set(activities.map(roadOf))];
  const codes = activities.filter((code) => chosen.includes(code));
  const notes = [hint && "activities-hint", error && "activities-error"].filter(Boolean).join(" ");
  return (
    <details className="activity-picker" open={codes.length === 0 || error !== undefined}>
      <summary>
        <b>{label}</b>{" "}
        <span className="small soft">{codes.length === 0 ? t("ui.picker.none") : format.list(codes)}</span>
      </summary>
      <fieldset id="activities" aria-describedby={notes || undefined} tabIndex={error ? -1 : undefined}>
        <legend className="visually-hidden">{label}</legend>
        <FieldNotes id="activities" hint={hint} error={error} />
        <div>
          {roads.map((road) => (
            <fieldset key={road} className={`picker-road output-${road}`}>
              <legend>
                <b>{road}</b> {shortTitle(road, t)}
              </legend>
              {activities
                .filter((code) => roadOf(code) === road)
                .map((code) => (
                  <label key={code}>
                    <input type="checkbox" name="activities" value={code} defaultChecked={chosen.includes(code)} />
                    <span>
                      <b>{code}</b> {shortTitle(code, t)}
                    </span>
                  </label>
                ))}
            </fieldset>
          ))}
        </div>
      </fieldset>
    </details>
  );
}
