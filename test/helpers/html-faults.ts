import { HtmlValidate, StaticConfigLoader } from "html-validate";

// The rules of the HTML standard, without those of style. What axe judges in a browser (contrast, names of controls) is
// judged there.
const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ["html-validate:standard"],
    rules: {
      "heading-level": "error",
      "no-implicit-close": "error",
    },
  }),
);

/** What is wrong with a page by the HTML standard, a line each with the words where it stands; [] when it is valid. */
export function htmlFaults(html: string): string[] {
  const report = validator.validateStringSync(html);
  return [
    ...ownFaults(html),
    ...report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line, column }) => {
        const words = html.split("\n")[line - 1]!.slice(Math.max(0, column - 60), column + 60);
        return `${ruleId}: ${message} … ${words}`;
      }),
    ),
  ];
}

/** Rules of the standard that the library does not know. */
function ownFaults(html: string): string[] {
  const empty = [...html.matchAll(/<time[^>]* datetime=""[^>]*>|<time(?![^>]* datetime=)[^>]*>\s*<\/time>/gi)];
  const selects = [...html.matchAll(/<select(?=[^>]* required)(?![^>]* multiple)[^>]*>\s*(<[^>]*>)?/gi)];
  // A required select of one line begins with a choice of nothing.
  const filled = selects.filter(([, first]) => !/^<option[^>]* value=""/i.test(first ?? ""));
  return [
    ...empty.map(([words]) => `empty time: ${words}`),
    ...filled.map(([words]) => `required select without an empty first option: ${words}`),
  ];
}
