import { Prisma } from "#prisma/generated/client.ts";

/** Topics that a space shows at its top, at most: more would push what is new below the first screen. */
export const maxPinned = 5;

/** SQL: the pins that have not come to their end. It stands where a table would. */
export const standingPins = Prisma.sql`(SELECT * FROM topic_pins WHERE until IS NULL OR until > now())`;
