import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

export type StepState = "done" | "current" | "open" | "locked";

type StepProps = {
  t: Translate;
  label: ReactNode;
  state: StepState;
  href: string;
  /** Who and when, or what is missing before this one opens. */
  note: ReactNode;
};

const stateLabels = {
  done: "ui.step.done",
  current: "ui.step.current",
  open: "ui.step.open",
  locked: "ui.step.locked",
} as const;

/** One of the steps in a list of class "steps", one after the other: a unit of a course. Each state is a word too. */
export function Step({ t, label, state, href, note }: StepProps) {
  return (
    <li className={`step step-${state}`} aria-current={state === "current" ? "step" : undefined}>
      <span className="step-sign">
        {state === "done" && <Icon name="check" />}
        {state === "locked" && <Icon name="lock" />}
      </span>
      <div>
        {state !== "locked" ? <a href={href}>{label}</a> : <span>{label}</span>}
        <span className="visually-hidden"> ({t(stateLabels[state])})</span>
        <div className="small soft">{note}</div>
      </div>
    </li>
  );
}
