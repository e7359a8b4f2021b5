import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

export type Step = {
  key: string;
  label: ReactNode;
  state: "done" | "current" | "open" | "locked";
  href?: string;
  /** Who and when, or what is missing before this one opens. */
  note?: ReactNode;
};

const stateLabels = {
  done: "ui.step.done",
  current: "ui.step.current",
  open: "ui.step.open",
  locked: "ui.step.locked",
} as const;

/** Steps one after the other: a course's units, a country's way to its roadmap. Each state is a word too. */
export function Stepper({ steps, t, label }: { steps: Step[]; t: Translate; label: string }) {
  return (
    <ol role="list" className="steps" aria-label={label}>
      {steps.map(({ key, label: name, state, href, note }) => (
        <li key={key} className={`step step-${state}`} aria-current={state === "current" ? "step" : undefined}>
          <span className="step-sign">
            {state === "done" && <Icon name="check" />}
            {state === "locked" && <Icon name="lock" />}
          </span>
          <div>
            {href && state !== "locked" ? <a href={href}>{name}</a> : <span>{name}</span>}
            <span className="visually-hidden"> ({t(stateLabels[state])})</span>
            {note && <div className="small soft">{note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
