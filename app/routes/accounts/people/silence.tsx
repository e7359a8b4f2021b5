import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { SanctionPage } from "#app/routes/accounts/people/sanction-page.tsx";
import { loadSanction, sanctionStep } from "#app/routes/accounts/people/sanction-step.server.ts";

export const loader = page((request) => loadSanction(request, "silence"));

export const action = sanctionStep("silence");

export const meta = pageTitle;

export default SanctionPage;
