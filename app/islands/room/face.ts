import { faceClass, facePicture, type ToldFace } from "#app/lib/faces/drawn.ts";

/** A face as `Face` draws it, from what the room was told; nothing where it was told none. */
export function drawFace(face: ToldFace | null | undefined): HTMLElement | "" {
  if (!face) return "";
  const [initials, tone, picture] = face;
  const className = faceClass(tone);
  if (picture) return Object.assign(document.createElement("img"), { className, ...facePicture(picture) });
  const drawn = Object.assign(document.createElement("span"), { className, textContent: initials });
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
}
