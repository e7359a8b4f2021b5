import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import helmet from "helmet";
import { sheetHashes } from "#server/http/sheets.ts";

/**
 * Security headers of every answer. Scripts and styles come from this site alone; an inline script needs the answer's
 * nonce (`response.locals.nonce`). Styles in a page are the stylesheets of this build and nothing else.
 */
export function securityHeaders({
  publicOrigin,
  isDevelopment,
}: {
  publicOrigin: string;
  isDevelopment: boolean;
}): RequestHandler {
  const isSecure = publicOrigin.startsWith("https:");
  // Not every browser takes 'self' to include the sockets of this site.
  const socketOrigin = publicOrigin.replace(/^http/, "ws");
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          "'self'",
          (_, response) => `'nonce-${(response as never as { locals: { nonce: string } }).locals.nonce}'`,
        ],
        // Vite's development client writes style elements.
        styleSrc: isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", ...sheetHashes()],
        imgSrc: ["'self'", "data:"],
        connectSrc: isDevelopment ? ["'self'", "ws:"] : ["'self'", socketOrigin],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
    // For Internet Explorer, Flash, and a filter that no browser has any more; a hint about processes, and one against a lookup that only links to
    // other sites would cause: a hundred and fifty bytes before the first word of each page. There are no fonts, and "none" is the default for objects.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64url");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    protect(request, response, next);
  };
}
