// Lets one drag the slots of a quiz into another order. Each drop sends the form that the arrow buttons send, which are
// all there is without JavaScript and for the keyboard.
class SlotDrag extends HTMLElement {
  private dragged: HTMLElement | null = null;
  private from = 0;

  connectedCallback() {
    for (const item of this.items()) {
      const handle = document.createElement("span");
      handle.className = "drag-handle";
      handle.draggable = true;
      handle.ariaHidden = "true";
      handle.textContent = "⋮⋮";
      item.prepend(handle);
    }
    this.addEventListener("dragstart", (event) => this.take(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => event.preventDefault());
    this.addEventListener("dragend", () => this.drop());
  }

  private items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-slot]")];
  }

  private take(event: DragEvent) {
    const handle = event.target as Element;
    if (!handle.classList?.contains("drag-handle")) return;
    this.dragged = handle.closest<HTMLElement>("[data-slot]")!;
    this.from = this.items().indexOf(this.dragged);
    this.dragged.classList.add("is-dragged");
    event.dataTransfer!.effectAllowed = "move";
    event.dataTransfer!.setData("text/plain", this.dragged.dataset.slot!);
    event.dataTransfer!.setDragImage(this.dragged, 0, 0);
  }

  private over(event: DragEvent) {
    if (!this.dragged) return;
    event.preventDefault();
    const others = this.items().filter((item) => item !== this.dragged);
    const next = others.find((item) => event.clientY < item.getBoundingClientRect().top + item.offsetHeight / 2);
    this.dragged.parentElement!.insertBefore(this.dragged, next ?? null);
  }

  private drop() {
    if (!this.dragged) return;
    const to = this.items().indexOf(this.dragged);
    const { slot } = this.dragged.dataset;
    this.dragged.classList.remove("is-dragged");
    this.dragged = null;
    if (to === this.from) return;
    const button = document.createElement("button");
    button.name = "intent";
    button.value = `place:${slot}:${to + 1}`;
    button.hidden = true;
    this.append(button);
    button.form!.requestSubmit(button);
  }
}

customElements.define("slot-drag", SlotDrag);
