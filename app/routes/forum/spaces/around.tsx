import { zonedMoment } from "#app/i18n/zone-name.ts";
import { shortTitle } from "#app/i18n/short-titles.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import type { BesideSpace } from "#app/modules/forum/members/list-members.server.ts";
import { spacePath } from "#app/modules/forum/paths.ts";
import type { SpaceFacts } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { type Filter, type ListPlace, narrowedPath } from "#app/routes/forum/filters/filter.ts";
import { spaceName } from "#app/routes/forum/labels.ts";
import { SpacePeople } from "#app/routes/forum/members/space-people.tsx";
import type { OnActivity } from "#app/routes/forum/near/near.server.ts";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type AroundProps = {
  space: SpaceFacts;
  siblings: SpaceFacts[];
  people: BesideSpace;
  isMember: boolean;
  /** Lessons and webinars of its activity; null where the page shows them in its middle. */
  onActivity: OnActivity | null;
  of: ListPlace;
  filter: Filter;
};

/** Beside a space: what its topics are about, what one learns and attends on its activity, the spaces beside it, who is in it. */
export function Around({ space, siblings, people, isMember, onActivity, of, filter }: AroundProps) {
  const { t } = useI18n();
  const output = space.outputCode ?? undefined;
  return (
    <>
      <Tags tags={people.tags} of={of} filter={filter} />
      {space.activityCode && (
        <SidePanel title={t("forum.space.on_activity")} output={output}>
          <SideLinks items={[{ href: `/roadmap/${space.activityCode}`, label: t("forum.space.activity") }]} />
        </SidePanel>
      )}
      {onActivity && <Learning {...onActivity} output={output} />}
      {siblings.length > 0 && (
        <SidePanel title={space.outputCode && shortTitle(space.outputCode, t)} output={output}>
          <SideLinks
            items={siblings.map((sibling) => ({
              href: spacePath(sibling.code),
              label: (
                <>
                  {sibling.code} <bdi>{spaceName(sibling, t)}</bdi>
                </>
              ),
              note: t("forum.space.topics", { count: sibling.topicCount }),
            }))}
          />
        </SidePanel>
      )}
      <SpacePeople code={space.code} {...people} isMember={isMember} />
      <SidePanel title={t("forum.space.elsewhere_title")}>
        <SideLinks
          items={[
            { href: "/forum", label: t("forum.space.all_spaces") },
            ...(space.joinMode === "members"
              ? []
              : [{ href: feedPaths.space(space.code), label: t("forum.feed.link") }]),
          ]}
        />
      </SidePanel>
    </>
  );
}

/** The words that most topics of the space have; each leads to those of its topics, the one that is chosen back to all of them. */
function Tags({ tags, of, filter }: Pick<AroundProps, "of" | "filter"> & Pick<BesideSpace, "tags">) {
  const { t, format } = useI18n();
  if (tags.length === 0) return null;
  return (
    <SidePanel title={t("forum.tags.title")}>
      <ul role="list" className="cluster">
        {tags.map(({ tag, count }) => (
          <li key={tag}>
            <a
              href={narrowedPath(of, { ...filter, tag: tag === filter.tag ? "" : tag })}
              aria-current={tag === filter.tag ? "true" : undefined}
            >
              <bdi>#{tag}</bdi>
            </a>{" "}
            <span className="small soft">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

function Learning({ lessons, webinars, output }: OnActivity & { output: string | undefined }) {
  const { t, format } = useI18n();
  return (
    <>
      {lessons.length > 0 && (
        <SidePanel title={t("roadmaps.activity.lessons")} output={output}>
          <SideLinks
            items={lessons.map(({ href, title, courseTitle }) => ({
              href,
              label: <UserText lang={title.language}>{title.text}</UserText>,
              note: <UserText lang={courseTitle.language}>{courseTitle.text}</UserText>,
            }))}
          />
        </SidePanel>
      )}
      {webinars.length > 0 && (
        <SidePanel title={t("roadmaps.activity.webinars")} output={output}>
          <SideLinks
            items={webinars.map(({ href, title, language, startsAt }) => ({
              href,
              label: <UserText lang={language}>{title}</UserText>,
              note: <Time iso={startsAt.toISOString()} text={zonedMoment(format, startsAt)} />,
            }))}
          />
        </SidePanel>
      )}
    </>
  );
}
