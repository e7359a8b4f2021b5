import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import type { ContentModule } from "#app/modules/learning/authoring/get-content.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { Text } from "#app/modules/learning/courses/text.ts";

/** What was taken out of the course and is kept: each can come back. */
export function RemovedParts({ courseSlug, modules }: { courseSlug: string; modules: ContentModule[] }) {
  const { t } = useI18n();
  const gone = modules.filter((module) => module.isRemoved);
  const units = modules
    .filter((module) => !module.isRemoved)
    .flatMap((module) => module.units.filter((unit) => unit.isRemoved));
  if (gone.length + units.length === 0) return null;
  return (
    <section className="section" aria-labelledby="removed">
      <h2 id="removed">{t("authoring.outline.removed")}</h2>
      <p className="soft">{t("authoring.outline.removed_why")}</p>
      <ul role="list" className="rows">
        {gone.map(({ slug, title, units: inside }) => (
          <Removed key={slug} courseSlug={courseSlug} kind="module" slug={slug} title={title}>
            {t("authoring.outline.units", { count: inside.length })}
          </Removed>
        ))}
        {units.map(({ slug, title, kind, learners }) => (
          <Removed key={slug} courseSlug={courseSlug} kind="unit" slug={slug} title={title}>
            <Facts items={[t(unitKinds[kind].label), t("authoring.outline.learners", { count: learners })]} />
          </Removed>
        ))}
      </ul>
    </section>
  );
}

type RemovedProps = {
  courseSlug: string;
  kind: "unit" | "module";
  slug: string;
  title: Text;
  children: React.ReactNode;
};

function Removed({ courseSlug, kind, slug, title, children }: RemovedProps) {
  const { t } = useI18n();
  return (
    <li className="row" id={`${kind}-${slug}`}>
      <div className="row-body">
        <h3>
          <bdi lang={title.language}>{title.text}</bdi>
        </h3>
        <div className="row-meta">{children}</div>
      </div>
      <form method="post" action={teachPath(courseSlug, "content")} className="row-aside">
        <input type="hidden" name="intent" value={`restore-${kind}`} />
        <input type="hidden" name={kind} value={slug} />
        <Button>
          {t("authoring.outline.restore")} <span className="visually-hidden">{isolate(title.text)}</span>
        </Button>
      </form>
    </li>
  );
}
