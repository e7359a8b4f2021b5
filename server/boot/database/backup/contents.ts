import { z } from "zod";

export const format = 1;

/** Says at the beginning what follows. */
export const beginningSchema = z.object({
  format: z.number().int(),
  madeAt: z.string(),
  /** Migrations that the database had seen, oldest first. */
  migrations: z.array(z.string()),
  /** The version of the queue's own tables; 0 when the queue is kept elsewhere. */
  queueVersion: z.number().int(),
  tables: z.array(z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })),
});

const sum = z.object({ rows: z.number(), sha256: z.string() });

/** Says at the end what has been written, so that a file which was cut off is known. */
export const endSchema = z.object({
  tables: z.record(z.string(), sum),
  files: z.record(z.string(), z.object({ size: z.number(), sha256: z.string() })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })),
});

export type Beginning = z.infer<typeof beginningSchema>;
export type End = z.infer<typeof endSchema>;

export const names = { beginning: "beginning.json", end: "end.json", secret: "secret", files: "files/", rows: "rows/" };
