import type { ReactNode } from "react";
import { UserText } from "#app/ui/text/user-text.tsx";

type ChatMessageProps = {
  /** The number in the room: the order that every device agrees on. */
  seq: number;
  /** Null where the message is out of sight. */
  author: string | null;
  /** Their face (`Face`), where no line of theirs stands just before. */
  face?: ReactNode;
  /** A `<Time>`, usually hours and minutes only. */
  time: ReactNode;
  body: ReactNode;
  lang?: string;
  mine?: boolean;
  /** Whose it is, by which lines of one speaker are grouped. */
  by?: string;
  /** Whether the line before is the same person's, moments ago: then their name stands there already. */
  follows?: boolean;
  /** Why it is folded, in words; it can be unfolded. */
  folded?: string | false;
  /** What the speaker is here ("Trainer"). */
  role?: ReactNode;
  state?: "sent" | "sending" | "failed" | "removed";
  /** The words for a state that is not "sent" ("Sending…", "Not sent. Retry"). */
  stateText?: ReactNode;
  /** What the reader can do about it. */
  action?: ReactNode;
};

/** One line of a room's talk. Islands build the same mark-up, so the page looks alike with and without JavaScript. */
export function ChatMessage(props: ChatMessageProps) {
  const { seq, author, face, time, body, lang, mine, by, follows, folded } = props;
  const { role, state = "sent", stateText, action } = props;
  const marks = [mine && "chat-mine", follows && "chat-follows", state !== "sent" && `chat-${state}`];
  const classes = ["chat-message", ...marks].filter(Boolean).join(" ");
  const whole = (
    <>
      {face}
      {author !== null && (
        <span className="chat-author">
          <UserText>{author}</UserText>
          {role && <span className="chat-role"> {role}</span>}
        </span>
      )}
      {time}
      <p dir="auto" lang={lang}>
        {body}
      </p>
      {stateText && <span className="chat-state">{stateText}</span>}
      {action}
    </>
  );
  return (
    <li id={`message-${seq}`} className={classes} data-seq={seq} data-by={by}>
      {folded ? (
        <details>
          <summary className="small soft">{folded}</summary>
          {whole}
        </details>
      ) : (
        whole
      )}
    </li>
  );
}

/** The log of a room: read out politely, reachable by keyboard because it scrolls. */
export function ChatLog({ label, children }: { label: string; children?: ReactNode }) {
  return (
    <div className="chat" role="log" aria-label={label} tabIndex={0}>
      <ol role="list">{children}</ol>
    </div>
  );
}
