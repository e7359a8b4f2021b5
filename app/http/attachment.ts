/**
 * The headers by which a file that somebody has uploaded is downloaded under its name: nothing of it is shown as a page of this site.
 * RFC 6266: an ASCII name for old programs, and the real one, percent-encoded (RFC 8187).
 */
export function attachmentHeaders({ name, type, bytes }: { name: string; type: string; bytes: number }) {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    "Content-Type": type,
    "Content-Length": String(bytes),
    "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    "Content-Security-Policy": "sandbox",
    "X-Content-Type-Options": "nosniff",
  };
}
