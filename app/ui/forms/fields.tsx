import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { Icon } from "#app/ui/elements/icons.tsx";

export type FieldFrame = {
  name: string;
  label: ReactNode;
  /** Defaults to the name; give one when a name occurs twice on a page. */
  id?: string;
  hint?: ReactNode;
  error?: string;
  /** The word "optional" in the reader's language, shown after the label. */
  optional?: string;
};

/** The attributes that tie a control to its hint and to its error, so that both are read out with it. */
export function describe({ id, name, hint, error }: Pick<FieldFrame, "id" | "name" | "hint" | "error">) {
  const own = id ?? name;
  const ids = [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(" ");
  return { id: own, "aria-describedby": ids || undefined, "aria-invalid": error ? true : undefined };
}

/** Hint and error, under the label and above the control: nothing covers them when a keyboard or a list opens. */
export function FieldNotes({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      )}
    </>
  );
}

function Frame({ frame, children }: { frame: FieldFrame; children: ReactNode }) {
  const id = frame.id ?? frame.name;
  return (
    <div className="field">
      <label htmlFor={id}>
        {frame.label} {frame.optional && <span className="optional">({frame.optional})</span>}
      </label>
      <FieldNotes id={id} hint={frame.hint} error={frame.error} />
      {children}
    </div>
  );
}

type Native<Attributes> = Omit<Attributes, "name" | "id" | "className">;
type TextFieldProps = FieldFrame & Native<InputHTMLAttributes<HTMLInputElement>>;

/** Types whose content is never in the reader's script: addresses, numbers, times. */
const alwaysLtr = ["email", "url", "tel", "password", "number", "date", "time", "datetime-local"];

/** One line of text with its label, hint and error. */
export function TextField({ name, label, id, hint, error, optional, type = "text", ...rest }: TextFieldProps) {
  const frame = { name, label, id, hint, error, optional };
  return (
    <Frame frame={frame}>
      <input
        className="input"
        type={type}
        name={name}
        dir={alwaysLtr.includes(type) ? "ltr" : "auto"}
        {...describe(frame)}
        {...rest}
      />
    </Frame>
  );
}

/** A password; `autoComplete` says whether it is a new one ("new-password") or the one in use ("current-password"). */
export function PasswordField(props: Omit<TextFieldProps, "type"> & { autoComplete: string }) {
  return <TextField {...props} type="password" spellCheck={false} />;
}

/** Several lines of text; grows with its content where the browser can. */
export function TextArea({
  name,
  label,
  id,
  hint,
  error,
  optional,
  rows = 6,
  ...rest
}: FieldFrame & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const frame = { name, label, id, hint, error, optional };
  return (
    <Frame frame={frame}>
      <textarea className="input" name={name} rows={rows} dir="auto" {...describe(frame)} {...rest} />
    </Frame>
  );
}

/** A choice; those of one `group`, which stand together, are shown under its name. */
export type Option = { value: string; label: string; lang?: string; disabled?: boolean; group?: string };

/** One choice of many. `placeholder` is an empty first choice, for a question that must not be answered by accident. */
export function SelectField({
  name,
  label,
  id,
  hint,
  error,
  optional,
  options,
  placeholder,
  required,
  ...rest
}: FieldFrame & Native<SelectHTMLAttributes<HTMLSelectElement>> & { options: Option[]; placeholder?: string }) {
  const frame = { name, label, id, hint, error, optional };
  // A browser can ask for a choice only where nothing may be chosen: without an empty choice one always is.
  const asks = required && (placeholder !== undefined || options[0]?.value === "");
  const groups = [...new Set(options.flatMap(({ group }) => group ?? []))];
  return (
    <Frame frame={frame}>
      <select className="input" name={name} required={asks} {...describe(frame)} {...rest}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        <Options options={options.filter(({ group }) => group === undefined)} />
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            <Options options={options.filter((option) => option.group === group)} />
          </optgroup>
        ))}
      </select>
    </Frame>
  );
}

function Options({ options }: { options: Option[] }) {
  return options.map(({ value, label, lang, disabled }) => (
    <option key={value} value={value} lang={lang} disabled={disabled}>
      {label}
    </option>
  ));
}
