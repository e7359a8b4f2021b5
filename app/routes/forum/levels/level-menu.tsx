import { type Level, levels } from "#app/modules/forum/level.ts";
import { Icon } from "#app/ui/elements/icons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { levelHints, levelNames } from "./words.ts";

type LevelMenuProps = {
  /** Where the choice is sent. */
  action: string;
  level: Level;
  /** The words of one more choice, which leaves it to what stands around. */
  inherit?: string;
};

/** How much one wants to hear of something, and the other levels below it. It opens without a script. */
export function LevelMenu({ action, level, inherit }: LevelMenuProps) {
  const { t } = useI18n();
  return (
    <details className="menu level-menu">
      <summary className="button">
        {t("forum.level.current", { level: t(levelNames[level]) })}
        <Icon name="chevron" />
      </summary>
      <form method="post" action={action} className="menu-panel">
        {levels.map((choice) => (
          <div key={choice}>
            <button type="submit" name="level" value={choice} aria-current={choice === level ? "true" : undefined}>
              <span>
                {t(levelNames[choice])}
                <span className="small soft"> {t(levelHints[choice])}</span>
              </span>
            </button>
          </div>
        ))}
        {inherit && (
          <div>
            <button type="submit" name="level" value="inherit">
              {inherit}
            </button>
          </div>
        )}
      </form>
    </details>
  );
}
