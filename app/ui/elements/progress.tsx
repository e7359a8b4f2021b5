import type { ReactNode } from "react";

type ProgressBarProps = {
  value: number;
  max: number;
  /** What progresses ("Importing participants"); always present for those who cannot see the bar. */
  label: string;
  /** The number in words ("3 of 5", "60 %"), shown beside the bar. */
  text: ReactNode;
  hideLabel?: boolean;
};

/** How far something is, as a bar and always as a number too. It says nothing that is not known: no moving stripes. */
export function ProgressBar({ value, max, label, text, hideLabel }: ProgressBarProps) {
  const safe = Math.min(Math.max(value, 0), max);
  return (
    <div className="progress">
      <div className="split small">
        <span className={hideLabel ? "visually-hidden" : undefined}>{label}</span>
        {!hideLabel && <span className="soft numeric">{text}</span>}
      </div>
      <div className="progress-line">
        <progress value={safe} max={max || 1} aria-label={label} />
        {hideLabel && <span className="small soft numeric">{text}</span>}
      </div>
    </div>
  );
}
