// Lets one drag the units of an outline, within a module and to another. Each move sends the same form as the page's own
// ways of moving, which are all there is without JavaScript and for the keyboard.
class OutlineDrag extends HTMLElement {
  private dragged: HTMLElement | null = null;

  connectedCallback() {
    for (const item of this.querySelectorAll<HTMLElement>("[data-unit]")) {
      const handle = document.createElement("span");
      handle.className = "drag-handle";
      handle.draggable = true;
      handle.ariaHidden = "true";
      handle.textContent = "⋮⋮";
      item.prepend(handle);
    }
    this.addEventListener("dragstart", (event) => this.take(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.letGo());
  }

  private take(event: DragEvent) {
    const handle = event.target as Element;
    if (!handle.classList?.contains("drag-handle")) return;
    this.dragged = handle.closest<HTMLElement>("[data-unit]");
    this.dragged!.classList.add("is-dragged");
    event.dataTransfer!.effectAllowed = "move";
    event.dataTransfer!.setData("text/plain", this.dragged!.dataset.unit!);
    event.dataTransfer!.setDragImage(this.dragged!, 0, 0);
  }

  private over(event: DragEvent) {
    const list = this.dragged && this.listAt(event);
    if (!list) return;
    event.preventDefault();
    list.insertBefore(this.dragged!, this.itemAfter(list, event.clientY));
  }

  private drop(event: DragEvent) {
    const list = this.dragged && this.listAt(event);
    if (!list) return;
    event.preventDefault();
    const next = this.dragged!.nextElementSibling as HTMLElement | null;
    this.send({
      intent: "place-unit",
      unit: this.dragged!.dataset.unit!,
      module: list.dataset.module!,
      ...(next && { before: next.dataset.unit! }),
    });
    this.dragged!.classList.remove("is-dragged");
    this.dragged = null;
  }

  /** Dropped nowhere: as it was. */
  private letGo() {
    if (this.dragged) location.reload();
  }

  private listAt(event: DragEvent): HTMLElement | null {
    const module = (event.target as Element).closest(".outline-module");
    return module && module.querySelector<HTMLElement>("[data-module]");
  }

  private itemAfter(list: HTMLElement, y: number): Element | null {
    const items = [...list.querySelectorAll<HTMLElement>("[data-unit]")].filter((item) => item !== this.dragged);
    return items.find((item) => y < item.getBoundingClientRect().top + item.offsetHeight / 2) ?? null;
  }

  private send(fields: Record<string, string>) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = location.pathname;
    form.hidden = true;
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      input.name = name;
      input.value = value;
      form.append(input);
    }
    this.append(form);
    form.submit();
  }
}

customElements.define("outline-drag", OutlineDrag);
