/** Characters of a text about those who run the site. */
export const longestAbout = 10_000;
/** Characters of the first page's text. */
export const longestWelcome = 400;
/** Largest file of a logo, in kibibytes: it stands on the first page of people with slow links. */
export const logoKibibytes = 64;
/** Longest side of a logo, in pixels. */
export const logoPixels = 1024;
