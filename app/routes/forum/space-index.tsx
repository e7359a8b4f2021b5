import { shortTitle } from "#app/i18n/short-titles.ts";
import { hearsNews } from "#app/modules/forum/level.ts";
import type { SpaceFacts, SpaceGroup } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { kindWords, spaceName } from "./labels.ts";

/**
 * All spaces by their road, in short: those where people talk by name, those that are still empty, and those that are archived, in one line
 * each.
 */
export function SpaceIndex({ groups, archived }: { groups: SpaceGroup[]; archived: SpaceFacts[] }) {
  const { t } = useI18n();
  return (
    <>
      {groups.map(({ outputCode, made, spaces }) => {
        const talking = spaces.filter(({ topicCount }) => topicCount > 0 || outputCode === null);
        const quiet = spaces.filter((space) => !talking.includes(space));
        return (
          <SidePanel
            key={outputCode ?? (made ? "made" : "lobby")}
            title={outputCode ? shortTitle(outputCode, t) : t(made ? "forum.index.made" : "forum.index.first")}
            output={outputCode ?? undefined}
          >
            {talking.length > 0 && (
              <ul role="list">
                {talking.map((space) => (
                  <Talking key={space.code} space={space} />
                ))}
              </ul>
            )}
            {quiet.length > 0 && <Quiet spaces={quiet} />}
          </SidePanel>
        );
      })}
      {archived.length > 0 && (
        <details className="quiet-spaces">
          <summary>{t("forum.archived.count", { count: archived.length })}</summary>
          <ul role="list">
            {archived.map((space) => (
              <li key={space.code}>
                <a href={spacePath(space.code)}>
                  <bdi>{spaceName(space, t)}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Talking({ space }: { space: SpaceFacts }) {
  const { t } = useI18n();
  const { code, kind, activityCode, topicCount, level } = space;
  return (
    <li>
      <a href={spacePath(code)}>
        {activityCode && <b>{activityCode} </b>}
        <bdi>{spaceName(space, t)}</bdi>
      </a>
      <div className="small soft">
        {kind !== "roadmap" && `${t(kindWords[kind])} · `}
        {t("forum.space.topics", { count: topicCount })}
        {hearsNews(level) && ` · ${t("forum.space.followed")}`}
      </div>
    </li>
  );
}

function Quiet({ spaces }: { spaces: SpaceFacts[] }) {
  const { t } = useI18n();
  return (
    <details className="quiet-spaces">
      <summary>{t("forum.index.quiet", { count: spaces.length })}</summary>
      <ul role="list">
        {spaces.map((space) => (
          <li key={space.code}>
            {space.activityCode && <b>{space.activityCode} </b>}
            <a href={spacePath(space.code)}>
              <bdi>{spaceName(space, t)}</bdi>
            </a>
            {" – "}
            <a href={`${spacePath(space.code)}/new`}>
              {t("forum.index.start")}
              <span className="visually-hidden"> {spaceName(space, t)}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
