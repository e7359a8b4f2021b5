import { bracesIn, type GiftBlock } from "./blocks.ts";

/** What the plugin for ordering questions lets stand behind its sign: a count and words about layout and grading. */
const option =
  /^(\d+|all|exact|random|rel(ative)?|contig(uous)?|h(ori(zontal)?)?|v(ert(ical)?)?|show|hide|yes|no|true|false|none|123|abc|iii|(all_or_nothing|abs(olute)?|absolute_position|(relative_)?(next_(in|ex)clude_last|one_previous_and_next|all_previous_and_next)|longest_(ordered|contiguous)_subset|relative_to_correct))$/i;

export type ReadOrdering = { items: string[]; rest: string } | { line: number };

/**
 * The dialect of Moodle's ordering plugin, `{> 3 ALL` and then one item in each line: the items, and the block without
 * them, as an essay; general feedback stays in it. Null when the block is nothing of the kind; the line when what follows the sign is neither options nor
 * empty, because then nobody can tell an item from an option. Throws nothing.
 */
export function readOrderingBlock({ lines }: GiftBlock): ReadOrdering | null {
  const text = lines.map((line) => line.text).join("\n");
  const [open, close, more] = bracesIn(text);
  if (open?.brace !== "{" || close?.brace !== "}" || more) return null;
  const whole = text.slice(open.index + 1, close.index);
  const feedback = /(?<!\\)####[\s\S]*$/.exec(whole)?.[0] ?? "";
  const inside = whole.slice(0, whole.length - feedback.length);
  const begun = /^\s*>/.exec(inside);
  if (!begun) return null;
  const [options = "", ...rows] = inside.slice(begun[0].length).split("\n");
  const at = lines[text.slice(0, open.index + begun[0].length).split("\n").length - 1]?.line ?? 1;
  if (
    !options
      .trim()
      .split(/\s+/)
      .every((word) => word === "" || option.test(word))
  )
    return { line: at };
  const items = rows.map((row) => row.trim()).filter(Boolean);
  const unescaped = items.map((item) => item.replace(/\\([\\:#={}~])/g, "$1").replaceAll("\uE00A", "\n"));
  if (items.length < 2) return { line: at };
  return { items: unescaped, rest: `${text.slice(0, open.index)}{${feedback}}${text.slice(close.index + 1)}` };
}
