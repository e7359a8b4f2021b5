import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";

/**
 * Remix bundles every route for browsers, too, and no page of ours loads a script of it: in that half of its build a route is an empty
 * file that has any export. `server/boot/build.ts` removes what is left.
 */
const noBrowserRoutes: Plugin = {
  name: "no-browser-routes",
  apply: "build",
  enforce: "pre",
  load: (id, options) =>
    !options?.ssr && /\/app\/(?:root|routes\/.*)\.tsx?$/.test(id)
      ? { code: "export default {};", syntheticNamedExports: true }
      : null,
};

export default defineConfig({
  plugins: [
    noBrowserRoutes,
    remix({
      ignoredRouteFiles: ["**/*"],
      serverModuleFormat: "esm",
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  build: { target: "es2022", assetsInlineLimit: 0, sourcemap: false },
});
