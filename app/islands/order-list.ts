// Lets one put the things of an ordering question in order by dragging them or with buttons. The lists to choose from,
// which are all there is without JavaScript, stay in the form and hold the answer; they change with the first move.
class OrderList extends HTMLElement {
  private lists: HTMLSelectElement[] = [];
  private items = document.createElement("ol");
  private told = document.createElement("p");
  private dragged: HTMLElement | null = null;
  private first = "";

  connectedCallback() {
    if (this.lists.length > 0) return;
    this.lists = [...this.querySelectorAll("select")];
    const hint = document.createElement("p");
    hint.className = "hint";
    hint.textContent = this.dataset.hint!;
    // Not role=status: that is where the page says what is saved.
    this.told.className = "visually-hidden";
    this.told.ariaLive = "polite";
    this.items.className = "order";
    for (const { value, text } of this.lists[0]!.options) if (value) this.items.append(this.item(value, text));
    this.firstElementChild!.setAttribute("hidden", "");
    this.append(hint, this.items, this.told);
    this.draw();
    // Somebody else has filled the lists: answers that this device had kept.
    this.addEventListener("change", () => this.draw());
    this.items.addEventListener("pointerdown", (event) => this.take(event));
    this.items.addEventListener("pointermove", (event) => this.drag(event));
    this.items.addEventListener("lostpointercapture", () => this.drop());
  }

  private item(value: string, text: string): HTMLElement {
    const item = document.createElement("li");
    item.dataset.value = value;
    const words = document.createElement("span");
    words.textContent = text;
    words.lang = this.dataset.lang!;
    words.dir = this.dataset.dir!;
    // Where a finger drags: elsewhere on the line it scrolls the page.
    const grip = document.createElement("b");
    grip.ariaHidden = "true";
    grip.textContent = "≡";
    item.append(words, grip, this.button(item, "up", -1, "↑", text), this.button(item, "down", 1, "↓", text));
    return item;
  }

  private button(item: HTMLElement, name: string, step: number, sign: string, text: string): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = sign;
    button.ariaLabel = this.dataset[name]!.replace("{item}", () => text);
    button.addEventListener("click", () => {
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      // The neighbour moves, not the item: what has the focus keeps it.
      if (other) item[step < 0 ? "after" : "before"](other);
      this.keep(item);
    });
    return button;
  }

  /** The things of the answer first, in its order; then those that have no place yet. */
  private draw() {
    const placed = this.lists.map(({ value }) => value);
    const rank = ({ dataset }: HTMLElement) => (placed.indexOf(dataset.value!) + 1 || 1000) as number;
    this.items.append(...this.all().sort((a, b) => rank(a) - rank(b)));
  }

  private all(): HTMLElement[] {
    return [...this.items.children] as HTMLElement[];
  }

  private order(): string {
    return this.all()
      .map(({ dataset }) => dataset.value)
      .join();
  }

  private keep(item: HTMLElement) {
    const all = this.all();
    all.forEach(({ dataset }, at) => (this.lists[at]!.value = dataset.value!));
    const words = item.firstChild!.textContent!;
    const position = String(all.indexOf(item) + 1);
    this.told.textContent = this.dataset.moved!.replace("{item}", () => words).replace("{place}", position);
    this.lists[0]!.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private take(event: PointerEvent) {
    const target = event.target as HTMLElement;
    if (event.button !== 0 || target.closest("button") || this.lists[0]!.matches(":disabled")) return;
    if (event.pointerType !== "mouse" && !target.closest("b")) return;
    this.dragged = target.closest("li");
    if (!this.dragged) return;
    event.preventDefault();
    this.first = this.order();
    this.dragged.classList.add("dragged");
    // By the list, which stays where it is: an element that moves loses the pointer.
    this.items.setPointerCapture(event.pointerId);
  }

  private drag({ clientY }: PointerEvent) {
    if (!this.dragged) return;
    const next = this.all().find((one) => {
      const { top, height } = one.getBoundingClientRect();
      return one !== this.dragged && clientY < top + height / 2;
    });
    if (this.dragged.nextElementSibling !== (next ?? null)) this.items.insertBefore(this.dragged, next ?? null);
  }

  private drop() {
    const item = this.dragged;
    this.dragged = null;
    item?.classList.remove("dragged");
    if (item && this.order() !== this.first) this.keep(item);
  }
}

customElements.define("order-list", OrderList);
