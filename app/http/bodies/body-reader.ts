import type { BodyLimits } from "#app/http/bodies/limits.ts";
import type { FieldsRead } from "#app/http/bodies/fields.ts";
import type { Encoding } from "#app/http/bodies/incoming.ts";

/** A form that may be read, and where its fields go. */
export type Incoming = {
  request: Request;
  encoding: Encoding;
  limits: BodyLimits;
  /** Filled while the body is read: what was readable is there also when the rest is refused. */
  read: FieldsRead;
  /** False when whoever asks may not do it: files are passed over, and nothing of them is stored. */
  takesFiles: boolean;
};

/** Reads forms: the fields into `read`, files (`F`) for `use`. What was stored for it is gone when `read` returns. */
export type BodyReader<F> = {
  limits: Partial<BodyLimits>;
  read: <T>(incoming: Incoming, use: (files: F) => Promise<T>) => Promise<T>;
};
