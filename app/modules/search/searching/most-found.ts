/** So many of each kind are found, the newest of those that fit, and counted; beyond them one says "500+". */
export const mostFound = 500;
