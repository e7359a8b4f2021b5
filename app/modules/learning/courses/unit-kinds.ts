/** What a unit can be; the names of the database's enum. */
export const unitKinds = ["lesson", "quiz", "assignment", "discussion", "webinar", "survey"] as const;
export type UnitKind = (typeof unitKinds)[number];
