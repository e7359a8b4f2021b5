import type { ReactNode } from "react";
import { isolateCodes } from "#app/lib/codes.ts";

/**
 * A name or a title that a person wrote, in whatever script: its direction never disturbs the sentence around it. Give
 * `lang` when it is known, so that it is pronounced and set in its own way.
 */
export function UserText({ children, lang }: { children: ReactNode; lang?: string }) {
  return <bdi lang={lang}>{typeof children === "string" ? isolateCodes(children) : children}</bdi>;
}
