import type { ReactNode } from "react";

type WaitingProps = {
  title: string;
  /** What is said when nothing waits. */
  nothing: string;
  /** One thing each, with the page where it is done. */
  items: { key: string; content: ReactNode }[];
};

/** What waits for somebody, on top of the pages where they work. */
export function Waiting({ title, nothing, items }: WaitingProps) {
  return (
    <section className="waiting" aria-labelledby="waiting">
      <h2 id="waiting">{title}</h2>
      {items.length === 0 ? (
        <p className="soft">{nothing}</p>
      ) : (
        <ul role="list">
          {items.map(({ key, content }) => (
            <li key={key}>{content}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
