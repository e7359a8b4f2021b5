import { faceClass, facePicture } from "#app/lib/faces/drawn.ts";
import { tellFace } from "#app/lib/faces/told.ts";

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
  const [initials, tone] = tellFace({ name, handle });
  const classes = `${faceClass(tone)}${size === "large" ? " face-large" : ""}`;
  if (picture) {
    const large = size === "large" && { src: `/faces/${picture}/320`, width: 80, height: 80 };
    return <img className={classes} {...facePicture(picture)} {...large} alt="" />;
  }
  return (
    <span className={classes} aria-hidden="true">
      {initials}
    </span>
  );
}
