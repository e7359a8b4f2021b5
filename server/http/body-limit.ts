const formLimit = 512 * 1024;
const uploadLimit = 64 * 1024 * 1024;

/**
 * The HTTP status that refuses a request's body before it is read, or null when it may be read: 411 for a body of unknown
 * length (no browser's form sends one), 413 for one that is too large. Uploads may be 64 MB, all other forms 512 KB.
 */
export function refuseBody(request: {
  method: string;
  path: string;
  headers: { "content-length"?: string; "transfer-encoding"?: string };
}): 411 | 413 | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (request.headers["transfer-encoding"]) return 411;
  const isUpload =
    request.path.startsWith("/admin/imports") ||
    /^\/(teach\/.*\/files\.json|teach\/[^/]+\/questions\/import|courses\/[^/]+\/[^/]+\/submission)$/.test(request.path);
  const limit = isUpload ? uploadLimit : formLimit;
  return Number(request.headers["content-length"] ?? 0) > limit ? 413 : null;
}
