import { isolate } from "#app/lib/isolate.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import type { MemberRow } from "#app/modules/forum/members/list-members.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type MemberRowsProps = {
  members: MemberRow[];
  path: string;
  mayFacilitate: boolean;
  olderHref: string | null;
  newerHref: string | null;
};

const headings = { facilitator: "forum.members.facilitators", member: "forum.members.members" } as const;

/** Facilitators and members, each list under its heading where it has anybody. */
export function MemberRows({ members, path, mayFacilitate, olderHref, newerHref }: MemberRowsProps) {
  const { t, format, language } = useI18n();
  return (
    <>
      {members.length === 0 && <p>{t("forum.members.none")}</p>}
      {(["facilitator", "member"] as const).map((role) => {
        const some = members.filter((member) => member.role === role);
        if (some.length === 0) return null;
        return (
          <section key={role} className="section" aria-labelledby={role}>
            <h2 id={role}>{t(headings[role])}</h2>
            <CardList
              items={some.map(({ name, handle, picture, country, since }) => ({
                key: handle,
                title: name,
                href: `/people/${handle}`,
                picture: <Face name={name} handle={handle} picture={picture} />,
                meta: (
                  <Facts
                    items={[countryName(country, language), t("forum.members.since", { date: format.date(since) })]}
                  />
                ),
                aside: mayFacilitate && <Steps role={role} name={name} handle={handle} path={path} />,
              }))}
            />
          </section>
        );
      })}
      <Pagination
        t={t}
        newerHref={newerHref}
        olderHref={olderHref}
        newerLabel={t("forum.members.first")}
        olderLabel={t("forum.members.more")}
      />
    </>
  );
}

type StepsProps = Pick<MemberRow, "role" | "name" | "handle"> & { path: string };

function Steps({ role, name, handle, path }: StepsProps) {
  const { t } = useI18n();
  const whom = <span className="visually-hidden"> {isolate(name)}</span>;
  return (
    <form method="post" action={path} className="cluster">
      <input type="hidden" name="person" value={handle} />
      <Button variant="quiet" name="intent" value={role === "member" ? "appoint" : "dismiss"}>
        {t(role === "member" ? "forum.members.appoint" : "forum.members.dismiss")}
        {whom}
      </Button>
      <Button variant="quiet" name="intent" value="remove">
        {t("forum.members.remove")}
        {whom}
      </Button>
    </form>
  );
}
