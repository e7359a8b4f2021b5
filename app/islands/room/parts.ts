/** Every sentence that the room says, from the page. */
export type Words = Record<string, string>;

/** The part of the room's page under `name`; the server's rendering marks the parts. */
export function part<E extends HTMLElement>(root: ParentNode, name: string): E | null {
  return root.querySelector<E>(`[data-part="${name}"]`);
}
