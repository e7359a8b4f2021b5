import type { MessageKey } from "#app/i18n/catalogues/en.ts";

/** Where somebody wanted to go -> why that takes signing in. The first that fits. */
const reasons: [path: RegExp, key: MessageKey][] = [
  [/^\/forum\/[^/]+\/new\b/, "accounts.login.why.topic"],
  [/^\/(topics|replies|forum)\//, "accounts.login.why.reply"],
  [/^\/courses\/[^/]+\/(?!enrol\b|leave\b)[^/]+/, "accounts.login.why.unit"],
  [/^\/(courses|invitations)\//, "accounts.login.why.enrol"],
  [/^\/webinars\//, "accounts.login.why.webinar"],
  [/^\/(teach|admin)\b/, "accounts.login.why.staff"],
];

/** Why signing in is asked for on the way to `next`, as a translation key; null when nobody was on the way to anything. */
export function signInReason(next: string): MessageKey | null {
  if (next === "/me" || next === "/") return null;
  return reasons.find(([path]) => path.test(next))?.[1] ?? "accounts.login.why.page";
}
