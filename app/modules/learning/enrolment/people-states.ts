/** How far the people of a list can be: those who have opened nothing, those who have, and those who have completed the course. */
export const peopleStates = ["fresh", "begun", "completed"] as const;
export type PeopleState = (typeof peopleStates)[number];
