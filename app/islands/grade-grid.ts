// Walks the gradebook by keyboard as a spreadsheet is walked (the grid pattern of the ARIA Authoring Practices): one stop of the
// Tab key for the whole table, arrow keys from cell to cell. Without it every grade is a stop of its own, and the rest is the same.
class GradeGrid extends HTMLElement {
  private cells: HTMLAnchorElement[][] = [];
  private at = { row: 0, column: 0 };

  connectedCallback() {
    const table = this.querySelector("table");
    if (!table) return;
    table.setAttribute("role", "grid");
    for (const cell of table.querySelectorAll("td")) cell.setAttribute("role", "gridcell");
    this.cells = [...table.tBodies[0]!.rows].map((row) => [...row.querySelectorAll<HTMLAnchorElement>("td > a")]);
    for (const link of this.cells.flat()) link.tabIndex = -1;
    this.stopAt(0, 0);
    table.addEventListener("keydown", (event) => this.walk(event));
    table.addEventListener("focusin", ({ target }) => this.follow(target as Element));
  }

  /** Where Tab comes in again: the cell that was left. */
  private stopAt(row: number, column: number): HTMLAnchorElement | undefined {
    const link = this.cells[row]?.[column];
    if (!link) return undefined;
    const before = this.cells[this.at.row]?.[this.at.column];
    if (before) before.tabIndex = -1;
    link.tabIndex = 0;
    this.at = { row, column };
    return link;
  }

  private follow(target: Element) {
    const row = this.cells.findIndex((links) => links.includes(target as HTMLAnchorElement));
    if (row >= 0) this.stopAt(row, this.cells[row]!.indexOf(target as HTMLAnchorElement));
  }

  private walk(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || !(event.target as Element).matches("td > a")) return;
    const [last, end] = [this.cells.length - 1, this.cells[0]!.length - 1];
    const { row, column } = this.at;
    const ahead = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = ahead === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const places: Record<string, [number, number]> = {
      [ahead]: [row, Math.min(column + 1, end)],
      [back]: [row, Math.max(column - 1, 0)],
      ArrowDown: [Math.min(row + 1, last), column],
      ArrowUp: [Math.max(row - 1, 0), column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? last : row, end],
    };
    const place = places[event.key];
    if (!place) return;
    event.preventDefault();
    this.stopAt(...place)?.focus();
  }
}

customElements.define("grade-grid", GradeGrid);
