import { flagOf, type Scope } from "./scope.ts";
import { strangeFormat } from "./texts.ts";
import { child, textOf, type XmlNode } from "./tree.ts";

/** Elements that are read, and those that say how Moodle shows a question and not what it asks. */
const known = new Set([
  ...[
    "name",
    "questiontext",
    "image",
    "image_base64",
    "generalfeedback",
    "defaultgrade",
    "idnumber",
    "tags",
    "coursetags",
  ],
  ...["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "answer", "subquestion", "single"],
  ...["shuffleanswers", "usecase", "units", "tolerance", "selecttype", "gradingtype", "selectoption", "dragbox"],
  ...[
    "graderinfo",
    "responsetemplate",
    "minwordlimit",
    "maxwordlimit",
    "attachments",
    "wronganswerpenalty",
    "gapweights",
  ],
  ...["penalty", "shownumcorrect", "correctresponsesfeedback", "showstandardinstruction", "layouttype", "selectcount"],
  ...[
    "showgrading",
    "numberingstyle",
    "responseformat",
    "responserequired",
    "responsefieldlines",
    "attachmentsrequired",
  ],
  ...["maxbytes", "filetypeslist", "unitgradingtype", "unitpenalty", "showunits", "unitsleft", "text", "file"],
]);

/** Warns of every part of a question that is not taken over, with its line: nothing vanishes silently. */
export function warnOfLeftOut({ node, warn }: Scope): void {
  warnOfFormats(node, warn);
  const numbering = textOf(child(node, "answernumbering"));
  for (const element of node.children) {
    const { name, line } = element;
    if (known.has(name)) continue;
    if (name === "hint") warn(line, "courses.xml.hint_left_out");
    else if (name === "hidden") {
      if (flagOf(node, "hidden", false)) warn(line, "courses.xml.hidden_taken");
    } else if (name === "answernumbering") {
      // "abc" is what Moodle writes where nobody has chosen.
      if (!/^(?:|abc|none)$/.test(numbering)) warn(line, "courses.xml.numbering_left_out", { found: numbering });
    } else if (textOf(element) !== "" || element.children.length > 0) {
      warn(line, "courses.xml.element_left_out", { element: name });
    }
  }
}

/** Once for each format that is none of ours, with the line of the first text that has it. */
function warnOfFormats(node: XmlNode, warn: Scope["warn"]): void {
  const named = new Set<string>();
  for (const element of node.children.flatMap((one) => [one, ...one.children])) {
    const strange = textOf(element) === "" ? null : strangeFormat(element);
    if (!strange || named.has(strange.found)) continue;
    named.add(strange.found);
    warn(element.line, "courses.xml.format_read_as", strange);
  }
}
