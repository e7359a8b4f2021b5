import { isZone } from "#app/lib/is-zone.ts";

/** Zones that this machine may list by the name of another time, and the name of today. */
const renamed: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The name that an IANA zone has today: "Asia/Kolkata" for "Asia/Calcutta". Any other name comes back as it is. */
export function modernZone(zone: string): string {
  const modern = renamed[zone];
  return modern && isZone(modern) ? modern : zone;
}

/** Whether a zone is UTC itself, by whatever name. */
export function isUtc(zone: string): boolean {
  return /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu|GMT|Greenwich)$|^GMT$/.test(zone);
}

/** Every IANA zone that this machine knows by its name of today, UTC first, in groups by continent and ocean. */
export function listZones(): { group: string; zones: string[] }[] {
  const groups = new Map<string, Set<string>>([["UTC", new Set(["UTC"])]]);
  for (const zone of Intl.supportedValuesOf("timeZone").map(modernZone)) {
    const group = zone.split("/")[0]!;
    if (!zone.includes("/") || group === "Etc") continue;
    groups.set(group, (groups.get(group) ?? new Set()).add(zone));
  }
  return [...groups].map(([group, zones]) => ({ group, zones: [...zones] }));
}
