import type { ReactNode } from "react";

export type ChipTone = "neutral" | "good" | "warn" | "bad";

/** A state in a word or two ("Draft", "Closed", "Full"). The word carries the meaning; the tone only supports it. */
export function Chip({ tone = "neutral", children }: { tone?: ChipTone; children: ReactNode }) {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}
