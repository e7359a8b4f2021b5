/** The addresses of feeds: of all spaces, of one, of a topic and of a tag. */
export const feedPaths = {
  forum: "/feeds/forum.atom",
  space: (code: string) => `/feeds/spaces/${encodeURIComponent(code)}.atom`,
  topic: (publicId: number) => `/feeds/topics/${publicId}.atom`,
  /** The secret stands in the query, which no log of ours names. */
  private: (secret: string) => `/feeds/private.atom?token=${encodeURIComponent(secret)}`,
  tag: (tag: string) => `/feeds/tags/${encodeURIComponent(tag)}.atom`,
};

/** What a feed's address names, by its last part; null where that does not end like one. */
export function feedNameOf(file: string): string | null {
  return /^(.+)\.atom$/.exec(file)?.[1] ?? null;
}
