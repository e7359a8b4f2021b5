const tones = 6;

/** Stable across pages and processes: the same person always has the same tone. */
function toneOf(seed: string) {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + character.codePointAt(0)!) % 9973;
  return (sum % tones) + 1;
}

function initialsOf(name: string) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => Array.from(word ?? "")[0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

/**
 * A person's initials on a quiet tone that is theirs. No picture is loaded, and it is hidden from assistive technology:
 * the name always stands beside it. `seed` is what makes it theirs (the handle), the name by default.
 */
export function Avatar({ name, seed = name }: { name: string; seed?: string }) {
  return (
    <span className={`avatar tone-${toneOf(seed)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
