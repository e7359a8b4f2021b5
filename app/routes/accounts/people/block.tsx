import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { BlockPage } from "#app/routes/accounts/people/block-page.tsx";
import { blockStep, loadBlock } from "#app/routes/accounts/people/block-step.server.ts";

export const loader = page((request) => loadBlock(request, "block"));

export const action = blockStep("block");

export const meta = pageTitle;

export default BlockPage;
