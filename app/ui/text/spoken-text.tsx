import { Fragment } from "react";
import { findLinks } from "#app/lib/links.ts";

/** Plain words that a person wrote, with their bare addresses as links that open beside the page. */
export function LinkedText({ children: text }: { children: string }) {
  const links = findLinks(text);
  return (
    <>
      {links.map(({ start, end, href }, at) => (
        <Fragment key={start}>
          {text.slice(links[at - 1]?.end ?? 0, start)}
          <a href={href} dir="ltr" target="_blank" rel="ugc nofollow noopener noreferrer">
            {text.slice(start, end)}
          </a>
        </Fragment>
      ))}
      {text.slice(links.at(-1)?.end ?? 0)}
    </>
  );
}
