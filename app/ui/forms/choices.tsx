import type { InputHTMLAttributes, ReactNode } from "react";
import { describe, FieldNotes, type FieldFrame } from "./fields.tsx";

type CheckFieldProps = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "type" | "className"> & { type?: "checkbox" | "radio" };

/** One box to tick, or one choice of a group: the whole line is its label. */
export function CheckField({ name, label, id, hint, error, type = "checkbox", ...rest }: CheckFieldProps) {
  const own = id ?? name;
  return (
    <div className="check">
      <input type={type} name={name} {...describe({ id: own, name, hint, error })} {...rest} />
      <label htmlFor={own}>{label}</label>
      {(hint || error) && (
        <div>
          <FieldNotes id={own} hint={hint} error={error} />
        </div>
      )}
    </div>
  );
}

type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };
type ChoiceGroupProps = FieldFrame & { choices: Choice[]; chosen?: string[]; required?: boolean; disabled?: boolean };

function ChoiceGroup({ type, ...props }: ChoiceGroupProps & { type: "checkbox" | "radio" }) {
  const { name, label, hint, error, optional, choices, chosen = [], required, disabled } = props;
  const frame = describe(props);
  return (
    <fieldset
      className="field choices"
      id={frame.id}
      aria-describedby={frame["aria-describedby"]}
      disabled={disabled}
      tabIndex={error ? -1 : undefined}
    >
      <legend>
        {label} {optional && <span className="optional">({optional})</span>}
      </legend>
      <FieldNotes id={frame.id} hint={hint} error={error} />
      {choices.map((choice, index) => (
        <CheckField
          key={choice.value}
          type={type}
          name={name}
          id={`${frame.id}-${index + 1}`}
          value={choice.value}
          label={choice.label}
          hint={choice.hint}
          disabled={choice.disabled}
          defaultChecked={chosen.includes(choice.value)}
          required={type === "radio" && required}
          aria-invalid={error ? true : undefined}
        />
      ))}
    </fieldset>
  );
}

/** One choice of a few, all in sight. */
export function RadioGroup({ chosen, ...props }: Omit<ChoiceGroupProps, "chosen"> & { chosen?: string | null }) {
  return <ChoiceGroup type="radio" chosen={chosen ? [chosen] : []} {...props} />;
}

/** Several choices of a few, all in sight; the name is sent once for each that is ticked. */
export function CheckGroup(props: ChoiceGroupProps) {
  return <ChoiceGroup type="checkbox" {...props} />;
}
