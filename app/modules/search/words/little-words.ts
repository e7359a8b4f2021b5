/** Words, folded, that stand nearly everywhere and are not marked. What a search does without is said by the database's lists. */
const little = new Set(
  `the a an of to and in on for with by at is are be as or from that this it what which who how
  le la les l un une des de du d et en au aux a pour par sur dans avec est sont que qui quoi ce cette ces ou se sa son ses
  el los las lo y e o u del al con por para es son se su sus que como una
  и в во на с со о об к по за из у от до для что как это не а но или же
  في من الي علي عن مع و او ان هذا هذه التي الذي ما لا كل بين`.split(/\s+/),
);

export const isLittle = (word: string): boolean => little.has(word);
