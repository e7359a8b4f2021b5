import type { ReactNode } from "react";

/** Names and values, side by side where there is room. Rows without a value are left out. */
export function DefinitionList({ items }: { items: { term: ReactNode; value: ReactNode; key?: string }[] }) {
  return (
    <dl className="definitions">
      {items.map(({ term, value, key }, index) =>
        value === null || value === undefined || value === false || value === "" ? null : (
          <div key={key ?? index}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
