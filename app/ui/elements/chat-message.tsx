import type { ReactNode } from "react";
import { UserText } from "#app/ui/text/user-text.tsx";

type ChatMessageProps = {
  /** The number in the room: the order that every device agrees on. */
  seq: number;
  author: string;
  /** A `<Time>`, usually hours and minutes only. */
  time: ReactNode;
  body: ReactNode;
  lang?: string;
  mine?: boolean;
  state?: "sent" | "sending" | "failed" | "removed";
  /** The words for a state that is not "sent" ("Sending…", "Not sent. Retry"). */
  stateText?: ReactNode;
};

/** One line of a room's talk. Islands build the same mark-up, so the page looks alike with and without JavaScript. */
export function ChatMessage({ seq, author, time, body, lang, mine, state = "sent", stateText }: ChatMessageProps) {
  const classes = ["chat-message", mine && "chat-mine", state !== "sent" && `chat-${state}`].filter(Boolean).join(" ");
  return (
    <li id={`message-${seq}`} className={classes} data-seq={seq}>
      <span className="chat-author">
        <UserText>{author}</UserText>
      </span>
      {time}
      <p dir="auto" lang={lang}>
        {body}
      </p>
      {stateText && <span className="chat-state">{stateText}</span>}
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
