export type DemoAccount = { role: string; email: string; password: string };

const password = "crossroads-demo-2026";

/** The accounts of the embedded default, as a start prints them and the demo seed makes them. */
export function demoAccounts(): DemoAccount[] {
  return [
    { role: "administrator", email: "admin@crossroads.test", password },
    { role: "trainer", email: "trainer@crossroads.test", password },
    { role: "facilitator", email: "facilitator@crossroads.test", password },
    { role: "learner (French)", email: "learner.fr@crossroads.test", password },
    { role: "learner (Arabic)", email: "learner.ar@crossroads.test", password },
  ];
}
