export function claimDataDir(): void;
