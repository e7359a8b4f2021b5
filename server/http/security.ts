import type { RequestHandler } from "express";
import helmet from "helmet";
import { sheetHashes } from "#server/http/sheets.ts";

/**
 * Security headers of every answer. Scripts and styles come from this site alone, and no script stands in a page. Styles in a
 * page are the stylesheets of this build and nothing else.
 */
export function securityHeaders(publicOrigin: string): RequestHandler {
  const isSecure = publicOrigin.startsWith("https:");
  // Not every browser takes 'self' to include the sockets of this site.
  const socketOrigin = publicOrigin.replace(/^http/, "ws");
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", ...sheetHashes()],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'", socketOrigin],
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
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    protect(request, response, next);
  };
}
