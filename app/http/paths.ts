/**
 * A path of this site that is safe to redirect to, from something a browser sent. Anything that could lead elsewhere
 * ("//other.example", "/\\other", "https:…", control characters) gives `fallback`.
 */
export function safePath(wish: string | null | undefined, fallback: string): string {
  if (!wish || !/^\/(?![/\\])/.test(wish) || /[\u0000-\u001f\\]/.test(wish)) return fallback;
  return wish;
}

/** The address of the sign-in page that leads back to `path`. */
export function loginPath(path: string): string {
  return `/login?next=${encodeURIComponent(path)}`;
}
