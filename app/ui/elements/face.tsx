import { initialsOf } from "#app/lib/faces/initials.ts";
import { toneOf } from "#app/lib/faces/tone.ts";

type FaceProps = {
  name: string;
  /** What makes the colour theirs; null for somebody who has gone. */
  handle: string | null;
  /** The name of their picture, where they show one (`picture` of `allPeople`). */
  picture?: string | null;
  size?: "row" | "large";
};

/**
 * A person's face: the picture that they show, else their initials on the tone that is theirs on every page. It is hidden from
 * those who listen, because the name always stands beside it. The picture is an address of its own, loaded when it comes into
 * sight: it adds forty bytes to a page.
 */
export function Face({ name, handle, picture, size = "row" }: FaceProps) {
  const classes = `face tone-${toneOf(handle ?? name)}${size === "large" ? " face-large" : ""}`;
  if (picture) {
    const [side, shown] = size === "large" ? [320, 80] : [96, 32];
    return (
      <img className={classes} src={`/faces/${picture}/${side}`} alt="" width={shown} height={shown} loading="lazy" />
    );
  }
  return (
    <span className={classes} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
