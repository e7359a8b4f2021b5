const copied = ["font", "letterSpacing", "padding", "direction", "unicodeBidi", "textAlign"] as const;

/** Pixels below the line that are enough for a part of it: a person or two and the beginning of the next. */
const enough = 120;

/**
 * Puts an element that lies over the page below the line of a text in which the character at `index` stands, or above it where the window has
 * too little room: never on that line, never wider than the text, no higher than the room. Its parent is positioned; its margin at the end says
 * how much of the window is covered there.
 */
export function placeAtCaret(element: HTMLElement, text: HTMLTextAreaElement, index: number): void {
  const { style } = element;
  const look = getComputedStyle(text);
  const { clientWidth, clientTop, clientLeft, scrollTop, value } = text;
  // A text field does not say where a character stands: a copy does.
  const copy = document.createElement("div");
  for (const name of copied) copy.style[name] = look[name];
  copy.style.cssText += `position:absolute;visibility:hidden;white-space:pre-wrap;overflow-wrap:break-word;box-sizing:border-box;width:${clientWidth}px`;
  const sign = document.createElement("span");
  sign.textContent = value[index]!;
  copy.append(value.slice(0, index), sign);
  text.after(copy);
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = sign;
  copy.remove();

  style.maxHeight = "";
  style.maxWidth = `${text.offsetWidth}px`;
  const { offsetWidth: width, offsetHeight: height } = element;
  const own = element.parentElement!.getBoundingClientRect();
  const box = text.getBoundingClientRect();
  const above = box.top + clientTop + offsetTop - scrollTop;
  // A keyboard on the screen lies over all else.
  const seen = window.visualViewport!;
  const end = Math.min(innerHeight - parseFloat(getComputedStyle(element).marginBottom), seen.offsetTop + seen.height);
  const below = end - above - offsetHeight;
  const isBelow = below >= Math.min(height, enough, above);
  const shown = Math.min(height, isBelow ? below : above);
  style.maxHeight = `${shown}px`;
  const wished = clientLeft + offsetLeft + (look.direction === "rtl" ? offsetWidth - width : 0);
  style.left = `${box.left - own.left + Math.max(0, Math.min(wished, box.width - width))}px`;
  style.top = `${above - own.top + (isBelow ? offsetHeight : -shown)}px`;
}
