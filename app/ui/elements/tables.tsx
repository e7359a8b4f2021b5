import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  label: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures line up at the end of the column. */
  numeric?: boolean;
};

type DataTableProps<Row> = {
  caption: ReactNode;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The caption is always read out; hide it where a heading above says the same. */
  hideCaption?: boolean;
};

/**
 * Rows of facts. The first column names the row. On a narrow screen each row becomes a small block with its labels
 * beside the values; the roles are written out because a table that is displayed as blocks loses them in some browsers.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, hideCaption }: DataTableProps<Row>) {
  return (
    <table className="table" role="table">
      <caption className={hideCaption ? "visually-hidden" : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, label, numeric }) => (
            <th key={key} role="columnheader" scope="col" className={numeric ? "figure" : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column, index) => (
              <Cell key={column.key} column={column} row={row} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const { label, cell, numeric } = column;
  if (first) {
    return (
      <th role="rowheader" scope="row">
        {cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" className={numeric ? "figure" : undefined}>
      <span className="cell-label" aria-hidden="true">
        {label}
      </span>
      <div>{cell(row)}</div>
    </td>
  );
}
