export function findProgram(...names: string[]): string | null;
export const programs: Record<"chromium" | "redis" | "nginx" | "poppler", { names: string[]; without: string }>;
