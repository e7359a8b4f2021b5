const mebibyte = 1024 * 1024;

/** What a file of a post may be. Most phones' photographs are within it. */
export const postFileLimits = {
  bytes: { picture: 8 * mebibyte, document: 10 * mebibyte, text: 2 * mebibyte },
  /** Width times height of a picture: what unpacking may cost. */
  pixels: 50_000_000,
  /** Bytes of one person's files that stand in no post. */
  unused: 100 * mebibyte,
  /** Letters of a name with its ending, and of the words that stand for a picture. */
  nameLength: 100,
  altLength: 300,
} as const;

/** The longest sides of a picture: in the text, and on its own, in pixels. */
export const pictureSides = { inText: 640, whole: 1600 } as const;
export type PictureSide = keyof typeof pictureSides;

/** Where a picture waits for the worker, as it came. */
export const uploadKey = (name: string) => `posts/uploads/${name}`;
/** Where a drawn picture is kept. */
export const pictureKey = (name: string, side: PictureSide) =>
  `posts/${name}-${side === "inText" ? "text" : "whole"}.webp`;
/** Where any other file is kept. */
export const documentKey = (name: string) => `posts/${name}`;
