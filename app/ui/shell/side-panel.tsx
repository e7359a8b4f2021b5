import type { ReactNode } from "react";

type SidePanelProps = {
  /** "On this activity", "In this course" … */
  title: ReactNode;
  children: ReactNode;
  /** Draws the rule above it in the hue of this output. */
  output?: string;
};

/** A quiet group of links or facts beside the reading column. */
export function SidePanel({ title, children, output }: SidePanelProps) {
  return (
    <section className={output ? `side-panel output-${output}` : "side-panel"}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

type SideLinkProps = { href: string; label: ReactNode; note?: ReactNode; current?: boolean };

/** The links of a side panel, each with an optional small fact below it. */
export function SideLinks({ items }: { items: SideLinkProps[] }) {
  return (
    <ul role="list">
      {items.map((item) => (
        <SideLink key={item.href} {...item} />
      ))}
    </ul>
  );
}

/** One of them. */
export function SideLink({ href, label, note, current }: SideLinkProps) {
  return (
    <li>
      <a href={href} aria-current={current ? "page" : undefined}>
        {label}
      </a>
      {note && <div className="small soft">{note}</div>}
    </li>
  );
}
