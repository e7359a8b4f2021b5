/**
 * What does not hold yet: rule -> lines, sorted. A breach that is not listed fails, and so does a line that is no longer
 * true. This list only ever shrinks.
 */
export const debts: Record<string, string[]> = {};
