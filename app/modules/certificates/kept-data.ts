import type { KeptData } from "#app/lib/kept-data.ts";

export const certificatesKeptData: readonly KeptData[] = [
  { name: "certificates", models: ["Certificate"], endedBy: "never" },
];
