import { useLoaderData } from "@remix-run/react";
import { groupLetter, type Share, type StatementOpinion } from "#app/modules/forum/consultations/opinions/opinions.ts";
import { votesToCount } from "#app/modules/forum/limits.ts";
import { type Column, DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import type { ConsultationView } from "./consultation-data.server.ts";
import { OpinionPicture } from "./opinion-picture.tsx";

/** What people make of the statements: groups that vote alike, what unites and what divides; nothing that tells how one person voted. */
export function OpinionGroups() {
  const { t, format } = useI18n();
  const { opinions } = useLoaderData() as ConsultationView;
  if (!opinions) return null;
  const { isKnown, sizes, unite, divide } = opinions;
  return (
    <section className="section stack" aria-labelledby="opinions">
      <h2 id="opinions">{t("forum.opinions.title")}</h2>
      {!isKnown && <p className="measure">{t("forum.opinions.few")}</p>}
      {isKnown && sizes.length === 0 && <p className="measure">{t("forum.opinions.none")}</p>}
      {sizes.length > 0 && <Groups />}
      <Chosen chosen={unite} title={t("forum.opinions.unite")} />
      <Chosen chosen={divide} title={t("forum.opinions.divide")} />
      {isKnown && (
        <p className="small soft measure">
          {t("forum.opinions.means", { date: format.dateTime(opinions.drawnAt), people: opinions.people })}
        </p>
      )}
    </section>
  );
}

/** The picture, the same as a table, and where the reader stands. */
function Groups() {
  const { t } = useI18n();
  const { opinions, consultation } = useLoaderData() as ConsultationView;
  const { sizes, ownGroup, picture } = opinions!;
  const rows = sizes.map((size, group) => ({ letter: groupLetter(group), size }));
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: "group",
      label: t("forum.opinions.group_head"),
      cell: ({ letter }) => t("forum.opinions.group", { letter }),
    },
    { key: "people", label: t("forum.opinions.people"), cell: ({ size }) => size, numeric: true },
  ];
  return (
    <>
      <p className="measure">
        {t("forum.opinions.groups", { count: sizes.length })}{" "}
        {ownGroup !== null && <strong>{t("forum.opinions.own", { letter: groupLetter(ownGroup) })}</strong>}
        {ownGroup === null && consultation.mine > 0 && t("forum.opinions.not_counted", { count: votesToCount })}
      </p>
      <OpinionPicture laid={picture!} label={t("forum.opinions.picture")} you={t("forum.opinions.you")} />
      <DataTable caption={t("forum.opinions.sizes")} columns={columns} rows={rows} rowKey={({ letter }) => letter} />
    </>
  );
}

/** Some statements with what each group makes of them. */
function Chosen({ chosen, title }: { chosen: StatementOpinion[]; title: string }) {
  const { t } = useI18n();
  const { opinions, statements } = useLoaderData() as ConsultationView;
  const { sizes } = opinions!;
  // What went out of sight while both were read is not here.
  const rows = chosen.flatMap(({ id, shares }) => {
    const statement = statements.find((one) => one.id === id);
    return statement ? [{ ...statement, shares }] : [];
  });
  if (rows.length === 0) return null;
  const share = (one: Share | null | undefined) => (one ? t("forum.opinions.share", one) : "–");
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: "statement",
      label: t("forum.consultation.one_statement"),
      cell: ({ body, language }) => <UserText lang={language}>{body}</UserText>,
    },
    ...(sizes.length === 0
      ? [
          {
            key: "all",
            label: t("forum.opinions.everybody"),
            cell: (row: (typeof rows)[number]) => share(row.shares[0]),
          },
        ]
      : sizes.map((_, group) => ({
          key: groupLetter(group),
          label: t("forum.opinions.group", { letter: groupLetter(group) }),
          cell: (row: (typeof rows)[number]) => share(row.shares[group]),
        }))),
  ];
  return <DataTable caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
