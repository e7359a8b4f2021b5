import type ts from "typescript";
import { lineOf } from "./files.ts";
import type { Blind } from "./house.ts";

/** A name that a file imports, as it is written there. */
export type Reference = { name: string; line: number; isType: boolean };

export type Found = { references: Reference[]; blind: Omit<Blind, "from">[] };

/** Notes what cannot be followed. */
export function tell(found: Found, node: ts.Node, why: string): void {
  found.blind.push({ line: lineOf(node), why });
}
