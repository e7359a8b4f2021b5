export function takeLock(dataDir: string): { heldBy: number } | null;
export function lockHolder(dataDir: string): number | null;
export function releaseLock(dataDir: string): void;
export function birthOf(pid: number): string | null;
