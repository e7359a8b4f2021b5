// Runs a tool of the project, such as `npm run course:import -- <folder>`, with the environment of `npm start`: the
// tool's file comes first, its arguments follow.
import { checkNode, prepare, root } from "#server/boot/prepare/prepare.mjs";
import { loadSettings } from "#server/boot/prepare/settings.mjs";
import { giveUp } from "#server/boot/prepare/terminal.mjs";

try {
  checkNode();
  process.chdir(root);
  loadSettings();
  await prepare({ build: false });
  const tsx = await import("tsx/esm/api");
  tsx.register();
  const { runTool } = await import("./run-tool.ts");
  const [file, ...args] = process.argv.slice(2);
  await runTool(file, args);
} catch (error) {
  giveUp(error);
}
