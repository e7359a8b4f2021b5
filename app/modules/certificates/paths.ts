import { formatSerial } from "#app/modules/certificates/serial.ts";

/** The public address of a certificate; serials with and without dashes are taken. */
export function certificatePath(serial: string): string {
  return `/certificates/${formatSerial(serial.replaceAll("-", ""))}`;
}

/** The address of its PDF, on A4 or on the paper of North America. */
export function pdfPath(serial: string, paper: "a4" | "us-letter" = "a4"): string {
  return `${certificatePath(serial)}.pdf${paper === "a4" ? "" : "?paper=us-letter"}`;
}
