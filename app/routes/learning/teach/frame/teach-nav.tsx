import { AreaNav } from "#app/ui/shell/area-nav.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { StaffPage } from "./staff-page.server.ts";
import { type TeachSection, teachPages } from "./teach-pages.ts";

/** The teaching area of one course, at the start of each of its pages. */
export function TeachNav({ access, section }: { access: StaffPage; section: TeachSection }) {
  return <AreaNav {...teachPages(useI18n(), access, section)} />;
}
