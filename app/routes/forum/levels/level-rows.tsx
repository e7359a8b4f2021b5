import { isolate } from "#app/lib/isolate.ts";
import { type Level, levels } from "#app/modules/forum/level.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { levelHints, levelNames } from "./words.ts";

type LevelRow = { target: string; title: string; href: string; level: Level; lang?: string };
type LevelRowsProps = { kind: "space" | "tag" | "topic"; heading: string; rows: LevelRow[] };

/** Things of one kind of which somebody has said how much they want to hear, each with the way to another level or to none. */
export function LevelRows({ kind, heading, rows }: LevelRowsProps) {
  const { t } = useI18n();
  if (rows.length === 0) return null;
  const id = `levels-${kind}`;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <CardList
        items={rows.map(({ target, title, href, level, lang }) => ({
          key: target,
          title,
          href,
          lang,
          meta: t(levelHints[level]),
          aside: <LevelForm kind={kind} target={target} title={title} level={level} />,
        }))}
      />
    </section>
  );
}

type LevelFormProps = Pick<LevelRow, "target" | "title" | "level"> & Pick<LevelRowsProps, "kind">;

function LevelForm({ kind, target, title, level }: LevelFormProps) {
  const { t } = useI18n();
  // Of spaces and tags "normal" is what it is without a choice.
  const choices = kind === "topic" ? levels : levels.filter((choice) => choice !== "normal");
  const about = <span className="visually-hidden"> {isolate(title)}</span>;
  return (
    <form method="post" action="/me/settings/forum" className="cluster level-form">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="target" value={target} />
      <select
        className="input"
        name="level"
        aria-label={t("forum.level.of", { title: isolate(title) })}
        defaultValue={level}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(levelNames[choice])}
          </option>
        ))}
        <option value={kind === "topic" ? "inherit" : "normal"}>{t("forum.level.remove")}</option>
      </select>
      <Button>
        {t("forum.level.change")}
        {about}
      </Button>
    </form>
  );
}
