import { type FunctionComponent, useContext } from "react";
import { fill, Keeper, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

declare const takes: unique symbol;
/** A piece with its facts: what many cells of a table share. */
export type KeptPiece<W extends string> = { readonly [takes]: W };
type Cut = { piece: Piece<object, string>; facts: object };

/** A cell of a table, or some that stand side by side. */
export type KeptCell = { of: Cut; words: Record<string, string> };

/** Cuts a piece once for all cells that have these facts. */
export function pieceOf<F extends object, W extends string>(piece: Piece<F, W>, facts: F): KeptPiece<W> {
  return { piece, facts } as unknown as KeptPiece<W>;
}

/** A cell that is this piece with these words. */
export function cellOf<W extends string>(piece: KeptPiece<W>, words: Record<W, string>): KeptCell {
  return { of: piece as unknown as Cut, words };
}

/**
 * The rows of a table of many cells that are alike: cells share pieces, which are kept as those of `Kept` are, and differ in their words. A
 * piece that was given once (`pieceOf`) is looked up once for all its cells.
 */
export function KeptRows({ as: Group, rows }: { as: "thead" | "tbody"; rows: readonly (readonly KeptCell[])[] }) {
  const keep = useContext(Keeper);
  const i18n = useI18n();
  if (!keep) {
    return (
      <Group role="rowgroup">
        {rows.map((cells, row) => (
          <tr key={row} role="row">
            {cells.map(({ of: { piece, facts }, words }, index) => {
              const Draw = piece.Draw as FunctionComponent<object>;
              return <Draw key={index} {...facts} {...words} />;
            })}
          </tr>
        ))}
      </Group>
    );
  }
  const known = new Map<Cut, string[]>();
  let html = "";
  for (const cells of rows) {
    html += '<tr role="row">';
    for (const { of, words } of cells) {
      let parts = known.get(of);
      if (!parts) known.set(of, (parts = keep(of.piece, of.facts, i18n)));
      html += fill(parts, words);
    }
    html += "</tr>";
  }
  // Markup of React's, with words that are escaped.
  // oxlint-disable-next-line react/no-danger
  return <Group role="rowgroup" dangerouslySetInnerHTML={{ __html: html }} />;
}
