import { assets, type SheetName } from "#app/ui/islands/assets.ts";

type StylesheetsProps = {
  names: SheetName[];
  /** The sheets that this browser holds already, as it says by its cookies. */
  held: readonly string[];
};

/** Whether a sheet stands in the page: a browser that does not hold it would wait for it before it shows anything. */
function isInPage(name: SheetName, held: readonly string[]): boolean {
  return assets().sheets[name].text !== undefined && !held.includes(name);
}

/** The styles of a page that stays as it was sent, in its head: linked when the browser holds them, else whole. */
export function Stylesheets({ names, held }: StylesheetsProps) {
  return names.map((name) => {
    const { href, text } = assets().sheets[name];
    // Made by the build, and allowed by its hash in the Content-Security-Policy, so not one byte is added.
    // oxlint-disable-next-line react/no-danger
    if (isInPage(name, held)) return <style key={name} dangerouslySetInnerHTML={{ __html: text! }} />;
    return <link key={name} rel="stylesheet" href={href} />;
  });
}

/**
 * Lets the browser fetch, once it has the page, what stood in it, so that the next page can link it. "print" is the one
 * medium for which every browser fetches without waiting; on paper the same rules twice are the same rules.
 */
export function FetchedStylesheets({ names, held }: StylesheetsProps) {
  return names
    .filter((name) => isInPage(name, held))
    .map((name) => <link key={name} rel="stylesheet" media="print" href={assets().sheets[name].href} />);
}
