export function findProgram(...names: string[]): string | null;
export const programs: Record<"chromium" | "redis" | "poppler", { names: string[]; without: string }>;
