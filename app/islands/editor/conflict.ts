export type Written = { title: string; body: string };

/** What somebody else has saved; `heading` says who, and is in the page where the page came with it. */
export type Theirs = Written & { version: string; heading?: string };

type ConflictPorts = {
  /** What is in the fields. */
  typed: () => Written;
  /** Whoever has read the other text goes on with their own: it is saved over the other one. */
  keepMine: (there: Theirs) => void;
  /** Whoever has read the other text takes it; one's own is shown below, to copy from. */
  takeTheirs: (there: Theirs) => void;
};

/** Two texts where one should be: returns what shows the other one beside the form, with the choice, or hides it. */
export function openConflict(root: HTMLElement, { typed, keepMine, takeTheirs }: ConflictPorts) {
  const [section, mine] = [partOf(root, "conflict"), partOf(root, "mine")];
  let there: Theirs | null = null;
  partOf(section, "keep").addEventListener("click", () => there && keepMine(there));
  partOf(section, "take").addEventListener("click", () => {
    if (!there) return;
    write(mine, typed());
    mine.hidden = false;
    takeTheirs(there);
  });
  return (theirs: Theirs | null): void => {
    there = theirs;
    section.hidden = !theirs;
    if (!theirs) return;
    if (theirs.heading) section.querySelector("h2")!.textContent = theirs.heading;
    write(section, theirs);
  };
}

function partOf(root: HTMLElement, name: string): HTMLElement {
  return root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
}

function write(place: HTMLElement, { title, body }: Written): void {
  partOf(place, "title").textContent = title;
  partOf(place, "body").textContent = body;
}
