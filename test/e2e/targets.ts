/**
 * What a finger would miss on the page that is open; runs in the page. A target is 24 px wide and high, or stands so that a circle of 24 px around
 * its middle touches no other one (WCAG 2.2, 2.5.8); links within a sentence are left alone, as there. Buttons, and what stands in the header
 * and in the bar of destinations, are 44 px high.
 */
export function findSmallTargets(): string[] {
  type Target = { element: Element; box: DOMRect };
  const least = 24;
  const comfortable = 44;
  const found = document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']",
  );
  const targets: Target[] = [...found]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden"))
    .map((element) => ({ element, box: boxOf(element) }))
    .filter(({ box }) => box.width > 1 && box.height > 1);

  return targets.flatMap(({ element, box }) => {
    const size = `${describe(element)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`;
    // A pixel less is a matter of rounding.
    if (isMain(element) && box.height < comfortable - 0.5) return [`${size}, and a main action`];
    const isLarge = box.width >= least - 0.5 && box.height >= least - 0.5;
    return isLarge || isInSentence(element) || hasRoom({ element, box }) ? [] : [size];
  });

  /** The label of a box to tick is a part of it. */
  function boxOf(element: Element): DOMRect {
    const own = element.getBoundingClientRect();
    const label = element instanceof HTMLInputElement && /checkbox|radio/.test(element.type) && element.labels?.[0];
    if (!label) return own;
    const other = label.getBoundingClientRect();
    const [x, y] = [Math.min(own.left, other.left), Math.min(own.top, other.top)];
    return new DOMRect(x, y, Math.max(own.right, other.right) - x, Math.max(own.bottom, other.bottom) - y);
  }

  function isMain(element: Element): boolean {
    return element.matches(".button:not(.button-quiet), .site-header a, .site-header summary, .site-bar a");
  }

  function isInSentence(element: Element): boolean {
    if (!/^inline$/.test(getComputedStyle(element).display)) return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    const words = (block?.textContent ?? "").replace(element.textContent ?? "", "").replace(/[\s·,:/()]/g, "");
    return words.length > 0;
  }

  function hasRoom({ element, box }: Target): boolean {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return targets.every(({ element: other, box: near }) => {
      if (other === element || other.contains(element) || element.contains(other)) return true;
      const across = Math.max(near.left - x, 0, x - near.right);
      const down = Math.max(near.top - y, 0, y - near.bottom);
      if (Math.hypot(across, down) < least / 2) return false;
      const isSmall = near.width < least || near.height < least;
      const [middleX, middleY] = [near.left + near.width / 2, near.top + near.height / 2];
      return !isSmall || Math.hypot(middleX - x, middleY - y) >= least;
    });
  }

  function describe(element: Element): string {
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
    return `${element.tagName.toLowerCase()}${element.className && typeof element.className === "string" ? `.${element.className.replaceAll(" ", ".")}` : ""} “${name.slice(0, 40)}”`;
  }
}
