/** How one state of what is saved is shown: a colour by its name, and a sign for who does not see the colour. */
type SaveLook = { tone: "plain" | "good" | "warn" | "bad"; sign: string };

const saving: SaveLook = { tone: "plain", sign: "↻" };
const notSaved: SaveLook = { tone: "bad", sign: "!" };

/** Every state of what is saved, as each save line shows it; `app/islands/saving/state.ts` says what each one means. */
export const saveLooks = {
  clean: { tone: "plain", sign: "" },
  dirty: saving,
  saving,
  saved: { tone: "good", sign: "✓" },
  offline: { tone: "warn", sign: "‖" },
  conflict: { tone: "warn", sign: "≠" },
  lost: notSaved,
  signedOut: notSaved,
  refused: notSaved,
  over: { tone: "plain", sign: "■" },
} satisfies Record<string, SaveLook>;
