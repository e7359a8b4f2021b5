import type { ReactNode } from "react";
import { UserText } from "#app/ui/text/user-text.tsx";

type ActivityTagProps = {
  code: string;
  /** A few words, where the code alone would not say enough. */
  title?: string | null;
  /** Leads to the activity unless told otherwise; `null` for a tag inside another link. */
  href?: string | null;
};

/** The activity that something hangs on: its code on the hue of its road, one step away. */
export function ActivityTag({ code, title, href = `/roadmap/${code}` }: ActivityTagProps) {
  const words = (
    <>
      <b>{code}</b>
      {title && <UserText>{title}</UserText>}
    </>
  );
  const hue = `tag output-${code.split(".")[0]}`;
  if (href === null) return <span className={hue}>{words}</span>;
  return (
    <a className={hue} href={href}>
      {words}
    </a>
  );
}

export type ChipTone = "neutral" | "good" | "warn" | "bad";

/** A state in a word or two ("Draft", "Closed", "Full"). The word carries the meaning; the tone only supports it. */
export function Chip({ tone = "neutral", children }: { tone?: ChipTone; children: ReactNode }) {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}
