import type { KeptData } from "#app/lib/kept-data.ts";

export const webinarsKeptData: readonly KeptData[] = [
  { name: "rooms", models: ["Webinar", "RoomMessage"], endedBy: "never" },
  { name: "attendance", models: ["WebinarRegistration", "WebinarAttendance"], endedBy: "account" },
];
