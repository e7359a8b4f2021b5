export function listenProblem(port: number, host: string): Promise<string | null>;
export function assertCanListen(port: number, host: string): Promise<void>;
