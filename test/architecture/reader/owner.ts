/** The module that a file belongs to, as far as tables go: infra has some of its own, other folders have none. */
export function ownerOf(file: string): string | null {
  return /^app\/modules\/([^/]+)\//.exec(file)?.[1] ?? (file.startsWith("app/infra/") ? "infra" : null);
}
