import { encode } from "uqr";

/** Modules of a QR code as one SVG path on a grid of `size` by `size`, without the quiet zone. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const rows = data.flatMap((row, y) => runs(row).map(([from, to]) => `M${from} ${y}h${to - from}v1H${from}z`));
  return { size, path: rows.join("") };
}

/**
 * A QR code as an SVG string for a page: named by `label` for those who cannot see it, black on white with the four
 * modules of quiet zone that ISO/IEC 18004 asks for (readers fail on dark pages without it), and no inline style, so a
 * strict content security policy lets it through. It takes the size of its box.
 */
export function qrSvg(text: string, { label }: { label: string }): string {
  const { size, path } = qrPath(text);
  const side = size + 8;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${side} ${side}" role="img" ` +
    `aria-label="${escape(label)}" shape-rendering="crispEdges"><rect x="-4" y="-4" width="${side}" height="${side}" fill="#fff"/>` +
    `<path fill="#000" d="${path}"/></svg>`
  );
}

/** Stretches of dark modules in a row as [from, to). */
function runs(row: boolean[]): [number, number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (dark && last?.[1] === x) last[1] = x + 1;
    else if (dark) found.push([x, x + 1]);
  });
  return found;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
