import { maxBodyLength, type PostingLimits, trustedAfter } from "#app/modules/forum/limits.ts";
import { facilitatorsCalled } from "#app/lib/mentions.ts";
import { isolate } from "#app/lib/isolate.ts";
import { FormattingHelp } from "#app/ui/forms/formatting-help.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type PostingHelpProps = { kind: "topic" | "reply" | "edit"; limits?: PostingLimits | null; waits?: boolean };

/** How a post is formatted, and how much and how often one may write. */
export function PostingHelp({ kind, limits, waits }: PostingHelpProps) {
  const { t, format } = useI18n();
  const pause = kind === "topic" ? limits?.secondsBetweenTopics : limits?.secondsBetweenReplies;
  const told = [
    t("forum.help.mention", { example: isolate("@awa-ndiaye"), group: isolate(`@${facilitatorsCalled}`) }),
    t("forum.help.length", { max: format.number(maxBodyLength) }),
    kind === "topic" && limits && t("forum.field.topic_limits", { seconds: pause, count: limits.topicsPerDay }),
    kind === "reply" && limits && t("forum.field.reply_limits", { seconds: pause }),
    kind === "edit" && limits && t("forum.field.edit_limits", { count: limits.editsPerDay }),
  ];
  return (
    <>
      {waits && <p className="small">{t("forum.help.waits")}</p>}
      {limits?.linksPerPost != null && <NewPeople kind={kind} limits={limits} />}
      <FormattingHelp note={told.filter(Boolean).join(" ")} />
    </>
  );
}

/** What binds new people, before they write, and when that ends. */
function NewPeople({ kind, limits }: { kind: PostingHelpProps["kind"]; limits: PostingLimits }) {
  const { t } = useI18n();
  if (kind === "edit") {
    const most = { links: limits.linksPerPost, images: limits.imagesPerPost };
    return <p className="small soft">{t("forum.help.new_people_edit", most)}</p>;
  }
  return (
    <p className="small soft">
      {t("forum.help.new_people", {
        links: limits.linksPerPost,
        images: limits.imagesPerPost,
        topics: limits.topicsPerDay,
        replies: limits.repliesPerDay,
      })}{" "}
      {t("forum.help.new_people_more")} {t("forum.help.new_people_until", { topics: trustedAfter.topicsRead })}
    </p>
  );
}
