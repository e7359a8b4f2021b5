import { messageKey } from "#app/i18n/message-key.ts";
import { roles } from "#app/modules/accounts/actor.ts";
import { roleNames } from "#app/modules/accounts/role-labels.ts";
import { auditLabel } from "#app/modules/administration/audit-actions.ts";
import type { AuditLineView } from "#app/modules/administration/list-audit.server.ts";
import { settingNames } from "#app/modules/site/setting-names.ts";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** Lines of the audit log: what was done, to what, by whom, when. */
export function AuditLines({ caption, lines }: { caption: string; lines: AuditLineView[] }) {
  const { t, format } = useI18n();
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { key: "what", label: t("admin.audit.action"), cell: (line) => <What line={line} /> },
        { key: "subject", label: t("admin.audit.subject"), cell: ({ subject }) => <Named named={subject} /> },
        {
          key: "actor",
          label: t("admin.audit.actor"),
          cell: ({ actor }) => (actor ? <Named named={actor} /> : t("admin.audit.by_site")),
        },
        {
          key: "when",
          label: t("admin.audit.when"),
          cell: ({ at }) => <Time iso={at.toISOString()} text={format.dateTime(at)} />,
        },
      ]}
    />
  );
}

function What({ line }: { line: AuditLineView }) {
  const { t, format } = useI18n();
  const settings = format.list(line.settings.map((name) => t(settingNames[name])));
  const role = (name: string | null) => {
    const known = roles.find((one) => one === name);
    return known ? t(messageKey(roleNames[known])) : null;
  };
  const [from, to] = [role(line.from), role(line.to)];
  return (
    <>
      {t(auditLabel(line.action))}
      {line.space && (
        <div className="small soft">
          <UserText>{line.space}</UserText>
        </div>
      )}
      {from && to && <div className="small soft">{t("admin.audit.from_to", { from, to })}</div>}
      {line.until && <div className="small soft">{t("admin.audit.until", { time: format.dateTime(line.until) })}</div>}
      {settings && <div className="small soft">{t("admin.audit.settings", { settings })}</div>}
    </>
  );
}

function Named({ named }: { named: AuditLineView["subject"] }) {
  if (!named) return <>–</>;
  return (
    <a href={named.href}>
      <UserText>{named.text}</UserText>
    </a>
  );
}
