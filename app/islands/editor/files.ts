import { insertText } from "#app/lib/markdown-tools.ts";

type Answer = { name?: string; isPicture?: boolean; message?: string };

/** Puts pictures and downloads into the text where the cursor stands. */
export function openFiles(root: HTMLElement, text: HTMLTextAreaElement): void {
  const button = root.querySelector<HTMLElement>(".tool-file")!;
  const status = root.querySelector<HTMLElement>(".file-status")!;
  const input = root.querySelector<HTMLInputElement>("[data-part=files]")!;
  const { sending = "", failed = "", done = "", donePicture = "" } = status.dataset;
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    for (const file of files) {
      status.textContent = sending.replace("{name}", () => file.name);
      status.textContent = await send(file);
    }
  });

  async function send(file: File): Promise<string> {
    const body = new FormData();
    body.set("file", file);
    const sorry = failed.replace("{name}", () => file.name);
    try {
      const headers = { Accept: "application/json" };
      const response = await fetch(`${root.dataset.base}/files.json`, { method: "POST", body, headers });
      const { name, isPicture, message } = (await response.json()) as Answer;
      if (!name) return message ?? sorry;
      const words = file.name.replace(/\.[^.]*$/, "").replace(/[\\[\]*_`<>]/g, " ");
      insertText(text, isPicture ? `![${words}](files/${name})` : `[${words}](files/${name})`);
      return isPicture ? donePicture : done;
    } catch {
      return sorry;
    }
  }
}
