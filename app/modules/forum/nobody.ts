/** The person of a guest in SQL: nobody has this id. */
export const nobody = "00000000-0000-0000-0000-000000000000";
