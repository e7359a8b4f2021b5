// `npm run dev`: the same site as `npm start`, from the sources and with reload.
import { claimDataDir } from "./claim.mjs";
import { checkNode, prepare, root } from "./prepare.mjs";
import { loadSettings } from "./settings.mjs";
import { giveUp } from "./terminal.mjs";

try {
  checkNode();
  process.chdir(root);
  loadSettings();
  claimDataDir();
  await prepare({ build: false });
  const tsx = await import("tsx/esm/api");
  tsx.register();
  const { main } = await import("./dev.ts");
  await main();
} catch (error) {
  giveUp(error);
}
