/** Characters of what somebody says when they wish to join a space, and of why that was declined. */
export const longestWish = 500;

/** Days after which somebody whose wish was declined may wish again. */
export const wishPauseDays = 7;

/** For how many days a link that invites is good, to choose from. */
export const invitationDays = ["1", "7", "30", "90"] as const;

/** How many people one link may bring in at most, where that is limited. */
export const mostUses = 1000;

/** Links on one page. */
export const invitationsPerPage = 50;
