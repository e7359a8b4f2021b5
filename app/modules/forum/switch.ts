/** What a button sets that was made for one state: pressed twice, it changes nothing the second time. */
export type Switch = "on" | "off";

/** What an address says of it; null for a program that asks for the other state, whichever that is. */
export function readSwitch(text: string | null): Switch | null {
  return text === "on" || text === "off" ? text : null;
}

/** How it stands afterwards with what stood so (`was`); null changes it. */
export function switched(was: boolean, set: Switch | null): boolean {
  return set === null ? !was : set === "on";
}
