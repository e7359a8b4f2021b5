import { roles } from "#app/modules/accounts/actor.ts";

/** Of whom a page of people can be: everybody without one, people of one role, or those who are suspended now. */
export const peopleFilters = [...roles, "suspended", "unconfirmed"] as const;
export type PeopleFilter = (typeof peopleFilters)[number];
