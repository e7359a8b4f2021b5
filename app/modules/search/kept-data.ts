import type { KeptData } from "#app/lib/kept-data.ts";

export const searchKeptData: readonly KeptData[] = [
  { name: "search_index", models: ["SearchEntry"], endedBy: { sweep: "search.missed" } },
];
