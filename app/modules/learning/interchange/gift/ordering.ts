import { type Piece, showEscapes, splitAt } from "./pieces.ts";
import { GiftRefusal } from "./refusal.ts";

/** What the plugin for ordering questions lets stand behind its sign: a count and words about layout and grading. */
const option =
  /^(\d+|all|exact|random|rel(ative)?|contig(uous)?|h(ori(zontal)?)?|v(ert(ical)?)?|show|hide|yes|no|true|false|none|123|abc|iii|(all_or_nothing|abs(olute)?|absolute_position|(relative_)?(next_(in|ex)clude_last|one_previous_and_next|all_previous_and_next)|longest_(ordered|contiguous)_subset|relative_to_correct))$/i;

/**
 * The dialect of Moodle's ordering plugin, `{> 3 ALL` and then one item in each line. Null when it is nothing of the kind.
 * Refuses where what follows the sign is neither options nor empty, because then nobody can tell an item from an option.
 */
export function readOrdering(piece: Piece): string[] | null {
  if (!piece.text.startsWith(">")) return null;
  const [options, ...rows] = splitAt({ text: piece.text.slice(1), at: piece.at + 1 }, "\n");
  const words = options?.text.trim().split(/\s+/) ?? [];
  const items = rows.map(({ text }) => showEscapes(text.trim())).filter((item) => item !== "");
  const isClear = words.every((word) => word === "" || option.test(word));
  if (!isClear || items.length < 2) throw new GiftRefusal(piece.at, "learning.gift.ordering_unclear", { sign: ">" });
  return items;
}
