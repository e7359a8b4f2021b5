import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { diffWords } from "#app/lib/diff.ts";
import { getQuestionFor, listVersions, originalLanguage } from "#app/modules/learning/bank/find-question.server.ts";
import { writeQuestionForm } from "#app/modules/learning/bank/write-form.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { linesOf } from "./conflict.tsx";
import { questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

/** One more than is shown, so that the oldest shown one can be compared with what was before it. */
const shown = 20;

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const question = await getQuestionFor(access, param("id"));
  const own = originalLanguage(question.translations, access.course.defaultLanguage);
  const rows = await listVersions(access, question.id, shown + 1);
  const versions = rows.slice(0, shown).map(({ translations, ...version }, index) => ({
    ...version,
    changes: Object.entries(translations).flatMap(([code, translation]) => {
      const before = rows[index + 1]?.translations[code];
      const [older, newer] = [
        before ? linesOf(writeQuestionForm(before)) : [],
        linesOf(writeQuestionForm(translation)),
      ];
      const parts = diffWords(older.join("\n"), newer.join("\n"));
      if (parts.every(({ kind }) => kind === "same")) return [];
      // What is new as a whole is no change of anything: it is shown as it reads.
      return [{ language: code, parts: before ? parts : [{ kind: "same" as const, text: newer.join("\n") }] }];
    }),
  }));
  const name = question.translations[own]!.title ?? excerpt(question.translations[own]!.prompt, 60);
  return { pageTitle: t("authoring.question.versions"), access, id: question.id, name, versions };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.pageTitle} · ${data?.name}`, matches) },
];

export default function Versions() {
  const { t, format } = useI18n();
  const { pageTitle, access, id, name, versions } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.question.versions_lede")}
      trail={[
        { label: t("teach.nav.questions"), href: questionsPath(slug) },
        { label: name, href: questionPath(slug, id) },
      ]}
    >
      <ol role="list" className="rows">
        {versions.map(({ number, createdAt, author, attempts, changes }) => (
          <li key={number} className="row">
            <div className="row-body">
              <h2>{t("authoring.question.version", { number })}</h2>
              <div className="row-meta">
                <Facts
                  items={[
                    <Time key="at" iso={createdAt.toISOString()} text={format.dateTime(createdAt)} />,
                    author && <UserText key="by">{author}</UserText>,
                    t("authoring.question.asked_in", { count: attempts }),
                  ]}
                />
              </div>
              {changes.length === 0 && <p className="small soft">{t("authoring.question.no_words_changed")}</p>}
              {changes.map(({ language, parts }) => (
                <section key={language}>
                  <h3 className="small soft">{format.languageName(language)}</h3>
                  <p className="version-words" lang={language} dir="auto">
                    {parts.map(({ kind, text }, index) =>
                      kind === "added" ? (
                        <ins key={index}>{text}</ins>
                      ) : kind === "removed" ? (
                        <del key={index}>{text}</del>
                      ) : (
                        <span key={index}>{text}</span>
                      ),
                    )}
                  </p>
                </section>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </TeachPage>
  );
}
