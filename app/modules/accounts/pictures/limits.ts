/** What a picture of a person may be. Most phones' photographs are within it. */
export const pictureLimits = {
  bytes: 8 * 1024 * 1024,
  /** Width times height: what unpacking may cost. */
  pixels: 50_000_000,
  /** Shorter side: less is a stamp. */
  side: 64,
} as const;

/** The sides that a picture is made in, in pixels: for lists on sharp screens, and for the person's own page. */
export const pictureSides = [96, 320] as const;
export type PictureSide = (typeof pictureSides)[number];

/** Best first: what a browser says that it takes decides. */
export const pictureFormats = ["avif", "webp"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Minutes for which files stay that nobody shows: what is being made ready just now has no owner yet. */
export const strayMinutes = 60;

/** Where the picture `picture` is kept in one size and format. */
export function pictureKey(picture: string, side: PictureSide, format: PictureFormat): string {
  return `faces/${picture}-${side}.${format}`;
}

/** Where what was uploaded waits for the worker. */
export function uploadKey(upload: string): string {
  return `faces/uploads/${upload}`;
}
