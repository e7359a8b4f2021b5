/**
 * A regular expression, of JavaScript and of PostgreSQL, for names that every template prints right: letters of Latin,
 * Cyrillic, Greek and Arabic without loose marks, and Chinese ones. Every other name is drawn before it is believed.
 */
export const plainLetters =
  "^[ -~\u00c0-\u024f\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0621-\u063a\u0641-\u064a\u1e00-\u1eff\u2019\u4e00-\u9fa5]*$";
