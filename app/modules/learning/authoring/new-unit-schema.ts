import type { z } from "zod";
import { linkedNumber } from "#app/modules/learning/courses/fields.ts";
import { addUnitSchema } from "./schemas.ts";

// Not in schemas.ts, which travels to the editor in the browser: what this one refuses is said by the server alone.

/** A new unit as the page for it sends it: with the number of the topic or the webinar that it leads to, if it is known. */
export const newUnitSchema = addUnitSchema.omit({ intent: true }).extend({
  topic: linkedNumber("topics", "courses.settings.error.no_topic"),
  webinar: linkedNumber("webinars", "courses.settings.error.no_webinar"),
});
export type NewUnitInput = z.output<typeof newUnitSchema>;
