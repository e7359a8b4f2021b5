import type { ReactNode } from "react";
import { Island } from "#app/ui/islands/island.tsx";
import { ProgressBar } from "./progress.tsx";

type RunProgressProps = {
  /** Answers `{ done, total, text, isFinished }`. */
  statusUrl: string;
  done: number;
  total: number;
  label: string;
  text: ReactNode;
};

/** Follows long work: by asking when JavaScript is there, else by loading the page again. */
export function RunProgress({ statusUrl, done, total, label, text }: RunProgressProps) {
  return (
    <>
      <import-progress data-url={statusUrl}>
        <ProgressBar value={done} max={total} label={label} text={<span data-text="">{text}</span>} />
      </import-progress>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <Island name="import-progress" />
    </>
  );
}
