import type { Facilitator } from "#app/modules/forum/members/list-members.server.ts";
import { membersPath, spacePath } from "#app/modules/forum/paths.ts";
import { Face } from "#app/ui/elements/face.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type SpacePeopleProps = { code: string; facilitators: Facilitator[]; hasMore: boolean; isMember: boolean };

/** Beside a space: who facilitates it, and the ways to its members and out of it. */
export function SpacePeople({ code, facilitators, hasMore, isMember }: SpacePeopleProps) {
  const { t } = useI18n();
  return (
    <SidePanel title={t("forum.people.title")}>
      {facilitators.length === 0 && <p className="small soft">{t("forum.people.nobody")}</p>}
      <ul role="list">
        {facilitators.map(({ name, handle, picture }) => (
          <li key={handle} className="cluster">
            <Face name={name} handle={handle} picture={picture} />
            <a href={`/people/${handle}`}>
              <UserText>{name}</UserText>
            </a>
          </li>
        ))}
        <li>
          <a href={membersPath(code)}>{t(hasMore ? "forum.people.all" : "forum.members.title")}</a>
        </li>
        {isMember && (
          <li>
            <a href={`${spacePath(code)}/leave`}>{t("forum.people.leave")}</a>
          </li>
        )}
      </ul>
    </SidePanel>
  );
}
