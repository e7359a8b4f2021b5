import { listZones } from "#app/lib/zones.ts";
import { FieldNotes, describe } from "#app/ui/forms/fields.tsx";

type ZoneFieldProps = { label: string; hint: string; defaultValue: string; error?: string };

/** Every IANA zone, in groups by continent: a keyboard finds "Africa/Dakar" by typing it. */
export function ZoneField({ label, hint, defaultValue, error }: ZoneFieldProps) {
  const name = "zone";
  const groups = listZones();
  // A browser may name a zone by an older or newer name than this machine lists.
  const isListed = groups.some(({ zones }) => zones.includes(defaultValue));
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <FieldNotes id={name} hint={hint} error={error} />
      <select
        className="input"
        name={name}
        required
        defaultValue={defaultValue}
        dir="ltr"
        {...describe({ name, hint, error })}
      >
        {!isListed && <option value={defaultValue}>{nameOf(defaultValue)}</option>}
        {groups.map(({ group, zones }) => (
          <optgroup key={group} label={group}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {nameOf(zone)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function nameOf(zone: string): string {
  return zone.replaceAll("_", " ");
}
