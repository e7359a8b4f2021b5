import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type Props = { files: { id: string; name: string; bytes: number }[]; address: string; mayRemove?: boolean };

/** Files of a submission with their sizes; in a draft's form each can be taken out. `address` is the submission's. */
export function FileList({ files, address, mayRemove }: Props) {
  const { t, format } = useI18n();
  if (files.length === 0) return null;
  return (
    <ul role="list" className="stack stack-tight">
      {files.map(({ id, name, bytes }) => (
        <li key={id} className="cluster">
          <a href={`${address}/files/${id}`}>
            <UserText>{name}</UserText>
          </a>
          <span className="soft">
            {t("assignments.files.size", { size: format.number(Math.max(0.1, bytes / 1024 / 1024)) })}
          </span>
          {mayRemove && (
            <Button
              variant="quiet"
              name="intent"
              value={`remove:${id}`}
              aria-label={t("assignments.files.remove_named", { name })}
            >
              {t("assignments.files.remove")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
