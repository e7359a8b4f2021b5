// What a formula may consist of: the presentation elements of MathML Core, and what authors' tools write besides. Nothing here
// links, loads, runs or holds HTML (no annotation-xml, maction, href or style).

export const mathTags = [
  ...["math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mpadded", "mphantom"],
  ...["msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mstyle", "menclose"],
  ...["mtable", "mtr", "mtd", "mfenced", "semantics"],
];

const attributes = [
  ...["displaystyle", "scriptlevel", "mathvariant", "stretchy", "fence", "separator", "symmetric", "largeop", "form"],
  ...[
    "movablelimits",
    "accent",
    "accentunder",
    "linethickness",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "open",
    "close",
  ],
  ...["width", "height", "depth", "voffset", "notation", "columnspan", "rowspan", "separators"],
];

/** For each element its attributes; a formula tells its words from left to right in every text. */
export const mathAttributes: Record<string, (string | { name: string; values: string[] })[]> = {
  ...Object.fromEntries(mathTags.map((tag) => [tag, attributes])),
  math: [{ name: "display", values: ["block", "inline"] }],
};

/** What the stylesheet knows of the classes that temml writes. */
const known = ["tml-left", "tml-right", "tml-overline", "tml-underline"];
export const mathClasses: Record<string, string[]> = { mtd: known, menclose: known };
