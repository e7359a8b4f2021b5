/** Every IANA zone that this machine knows, UTC first, in groups by continent. */
export function listZones(): { group: string; zones: string[] }[] {
  const groups = new Map<string, string[]>([["UTC", ["UTC"]]]);
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const group = zone.split("/")[0]!;
    groups.set(group, [...(groups.get(group) ?? []), zone]);
  }
  return [...groups].map(([group, zones]) => ({ group, zones }));
}
