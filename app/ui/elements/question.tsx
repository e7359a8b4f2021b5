import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

export type Verdict = "right" | "partly" | "wrong";

const verdicts: Record<Verdict, { icon: IconName; key: MessageKey }> = {
  right: { icon: "check", key: "ui.question.right" },
  partly: { icon: "partly", key: "ui.question.partly" },
  wrong: { icon: "cross", key: "ui.question.wrong" },
};

type QuestionProps = {
  t: Translate;
  number: number;
  /** The text of the question, usually a `<MarkdownView>`. */
  prompt: ReactNode;
  /** The controls, or the given answer in a review. */
  children: ReactNode;
  /** "2 marks", or "1 of 2 marks" in a review: already in words. */
  marks?: ReactNode;
  verdict?: Verdict | null;
  /** Usually in a `.question-feedback`. */
  feedback?: ReactNode;
  /** Flag, clear, check … */
  actions?: ReactNode;
};

/** The frame of a quiz question. A verdict is a word and a sign before it is a colour. */
export function Question({ t, number, prompt, children, marks, verdict, feedback, actions }: QuestionProps) {
  const id = `question-${number}`;
  return (
    <section id={id} className={verdict ? `question question-${verdict}` : "question"} aria-labelledby={`${id}-name`}>
      <header className="split">
        <h2 id={`${id}-name`}>{t("ui.question.number", { number })}</h2>
        {marks && <span className="small soft numeric">{marks}</span>}
      </header>
      <div className="question-prompt">{prompt}</div>
      <div className="question-answer">{children}</div>
      {verdict && (
        <p className="verdict">
          <Icon name={verdicts[verdict].icon} />
          {t(verdicts[verdict].key)}
        </p>
      )}
      {feedback}
      {actions && <div className="button-row">{actions}</div>}
    </section>
  );
}

/** One choice as it looks in a review: what was chosen, and what was right, both in words. */
export function ReviewedChoice(props: {
  t: Translate;
  children: ReactNode;
  chosen: boolean;
  /** Whether somebody else than the reader has chosen. */
  isOthers?: boolean;
  verdict?: "right" | "wrong";
}) {
  const { t, children, chosen, isOthers, verdict } = props;
  return (
    <div className={chosen ? "reviewed reviewed-chosen" : "reviewed"}>
      <Icon name={verdict ? verdicts[verdict].icon : "partly"} />
      <span>
        {children}
        <span className="small soft">
          {chosen && <> · {t(isOthers ? "ui.question.theirAnswer" : "ui.question.yourAnswer")}</>}
          {verdict === "right" && <> · {t("ui.question.rightAnswer")}</>}
        </span>
      </span>
    </div>
  );
}

/** One pair, place or gap as it looks in a review: what it is, what was put there, and the verdict in words. */
export function ReviewedField(props: { t: Translate; label: ReactNode; children: ReactNode; verdict: Verdict | null }) {
  const { t, label, children, verdict } = props;
  return (
    <div className={verdict ? `reviewed question-${verdict}` : "reviewed"}>
      <span className="verdict">
        <Icon name={verdict ? verdicts[verdict].icon : "partly"} />
        {verdict && <span className="visually-hidden">{`${t(verdicts[verdict].key)}${t("ui.text.colon")} `}</span>}
      </span>
      <span>
        <span className="soft">{label}</span> {children}
      </span>
    </div>
  );
}
