import { useI18n } from "#app/ui/text/i18n.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";

/** The sections of the settings, beside each of them. */
export function SettingsNav({ current }: { current: string }) {
  const { t } = useI18n();
  const sections = [
    { href: "/me/settings/profile", label: t("accounts.settings.profile") },
    { href: "/me/settings/email", label: t("accounts.settings.email") },
    { href: "/me/settings/security", label: t("accounts.settings.security") },
    { href: "/me/settings/notifications", label: t("accounts.settings.notifications") },
    { href: "/me/settings/forum", label: t("accounts.settings.forum") },
    { href: "/me/settings/feeds", label: t("accounts.settings.feeds") },
    { href: "/me/settings/people", label: t("accounts.settings.people") },
  ];
  return (
    <SidePanel title={t("accounts.settings.title")}>
      <SideLinks items={sections.map((section) => ({ ...section, current: section.href.endsWith(current) }))} />
    </SidePanel>
  );
}
