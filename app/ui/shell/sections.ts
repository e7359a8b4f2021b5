import type { MessageKey } from "#app/i18n/catalogues/en.ts";

type Section = { href: string; also?: string; key: MessageKey };

/** The parts of the site, in the row of the header and in the menu. */
export const sections: Section[] = [
  { href: "/roadmap", key: "ui.nav.roadmap" },
  { href: "/courses", key: "ui.nav.courses" },
  { href: "/forum", also: "/topics", key: "ui.nav.forum" },
  { href: "/webinars", key: "ui.nav.webinars" },
];

/** The mark of where one is: "page" on the section's own address, "true" below it. */
export function currentMark(path: string, { href, also }: Pick<Section, "href" | "also">): "page" | "true" | undefined {
  if (path === href || path.startsWith(`${href}?`)) return "page";
  const isUnder = (section: string) => section !== "/" && (path === section || path.startsWith(`${section}/`));
  return isUnder(href) || (also && isUnder(also)) ? "true" : undefined;
}
