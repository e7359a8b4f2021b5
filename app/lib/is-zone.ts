import { FactMemory } from "#app/lib/memory/fact-memory.ts";
import { singleton } from "#app/lib/singleton.ts";

/** Whether this machine knows the IANA zone. Remembered, because to ask is as slow as to make a format. */
export function isZone(zone: string): boolean {
  return singleton("zones", () => new FactMemory<boolean>({ room: 50_000, sizeOf: () => 1 })).get(zone, asksMachine);
}

function asksMachine(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
