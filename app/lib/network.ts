/**
 * The network that an address belongs to as far as counting goes: an IPv4 address itself, the first 64 bits of an IPv6 one,
 * of which every household has at least as many. What is no address stays as it is. Throws nothing.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(":")) return mapped ?? address;
  const [head = "", tail] = address.split("%", 1)[0]!.toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = !tail ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => "0"), ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
