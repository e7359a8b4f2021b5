import { zoneChoices } from "#app/i18n/zone-choices.ts";
import { zoneLabel } from "#app/i18n/zone-name.ts";
import { modernZone } from "#app/lib/zones.ts";
import { FieldNotes, describe } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type ZoneFieldProps = { label: string; hint: string; defaultValue: string; error?: string };

/** Every zone by its place and offset, in groups by continent: a keyboard finds "Dakar" by typing it. */
export function ZoneField({ label, hint, defaultValue, error }: ZoneFieldProps) {
  const { t, language } = useI18n();
  const name = "zone";
  const groups = zoneChoices({ language, t });
  const chosen = modernZone(defaultValue);
  // A browser may know a zone that this machine does not list.
  const isListed = groups.some(({ zones }) => zones.some(({ value }) => value === chosen));
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <FieldNotes id={name} hint={hint} error={error} />
      <select className="input" name={name} defaultValue={chosen} {...describe({ name, hint, error })}>
        {!isListed && <option value={chosen}>{zoneLabel({ language, zone: chosen })}</option>}
        {groups.map(({ group, zones }) => (
          <optgroup key={group} label={group}>
            {zones.map(({ value, label: shown }) => (
              <option key={value} value={value}>
                {shown}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
