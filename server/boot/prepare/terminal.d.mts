export function say(line?: string): void;
export function step<T>(title: string, work: () => Promise<T>): Promise<T>;
export class PlainError extends Error {
  isPlain: true;
}
export function giveUp(error: unknown): never;
