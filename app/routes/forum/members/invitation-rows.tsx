import type { listSpaceInvitations } from "#app/modules/forum/members/invitations.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { overWords } from "./door.ts";

type Invitation = Awaited<ReturnType<typeof listSpaceInvitations>>["invitations"][number];

/** The links of a space: by whom, since when, how many came, and the way to take an open one back. */
export function InvitationRows({ invitations, path }: { invitations: Invitation[]; path: string }) {
  const { t, format } = useI18n();
  return (
    <CardList
      items={invitations.map(({ id, state, createdAt, createdBy, expiresAt, uses, maxUses }) => {
        const date = format.dateTime(createdAt);
        return {
          key: id,
          title: t("forum.invitations.of", { date, name: isolate(createdBy.name) }),
          meta: (
            <Facts
              items={[
                state === "open"
                  ? t("forum.invitations.until", { date: format.dateTime(expiresAt) })
                  : t(overWords[state]),
                maxUses === null
                  ? t("forum.invitations.came", { count: uses })
                  : t("forum.invitations.came_of", { count: uses, max: maxUses }),
              ]}
            />
          ),
          aside: state === "open" && (
            <form method="post" action={path}>
              <input type="hidden" name="invitation" value={id} />
              <Button name="intent" value="revoke">
                {t("forum.invitations.revoke")}
                <span className="visually-hidden"> {date}</span>
              </Button>
            </form>
          ),
        };
      })}
    />
  );
}
