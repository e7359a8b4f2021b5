/** What an installation is called until its administrator gives it a name of its own. */
export const productName = "Crossroads";
