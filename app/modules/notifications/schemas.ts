import { z } from "zod";
import { digestFrequencies } from "#app/modules/notifications/digest-time.ts";

const whole = (min: number, max: number) =>
  z
    .string("error.field.required")
    .regex(/^\d{1,2}$/, "error.field.invalid")
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/** A box that is not ticked sends nothing, one sends a text, several send a list. */
const several = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** Which mails a person wants, and when their digest comes by their own clock. */
export const mailSettingsSchema = z.object({
  frequency: z.enum(digestFrequencies, "error.field.invalid"),
  weekday: whole(1, 7),
  hour: whole(0, 23),
  lists: z.preprocess(several, z.array(z.enum(["replies", "topics", "webinars", "teaching"]))),
});

export type MailSettingsInput = z.infer<typeof mailSettingsSchema>;

export const markAllReadSchema = z.object({
  until: z
    .string("error.field.required")
    .regex(/^\d{1,14}$/, "error.field.invalid")
    .transform((text) => new Date(Number(text))),
});
