const mebibyte = 1024 * 1024;

/** What a course may hold. A file of 40 MB also fits into a form that takes 64 MB with everything around it. */
export const courseFileLimits = {
  bytes: { picture: 8 * mebibyte, document: 24 * mebibyte, media: 40 * mebibyte, text: 8 * mebibyte },
  /** Bytes of all files of a course together. */
  totalBytes: 500 * mebibyte,
  files: 1000,
  /** Letters of a name with its ending. */
  nameLength: 80,
  /** Width and height of a picture, in pixels. */
  pixels: 12_000,
} as const;
