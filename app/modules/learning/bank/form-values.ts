import type { FieldErrors } from "#app/infra/app-error.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { parseNumber } from "#app/modules/learning/courses/numbers.ts";

/** Several lines as they are kept: "\n" for a new line, nothing that a database or a page cannot hold. */
export function cleanBlock(text: string | undefined): string {
  return (text ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "")
    .trim();
}

/** One line. */
export function cleanLine(text: string | undefined): string {
  return stripUnsafeCharacters(text ?? "");
}

/** Reads the numbers of a form as people write them, and keeps what is no number as an error beside its field. */
export class Numbers {
  readonly errors: FieldErrors = {};

  /** Null for an empty field, NaN (with an error) for what is no number. */
  read(field: string, typed: string | undefined): number | null {
    if (!typed?.trim()) return null;
    const value = parseNumber(typed);
    if (value === null) this.errors[field] = { code: "authoring.question.error.number" };
    return value ?? NaN;
  }

  /** Per cent of the marks, between `least` and 1 as a part; a sign for per cent may be written. */
  percent(field: string, typed: string | undefined, least = 0): number | null {
    const value = this.read(field, typed?.replace(/[%٪\s\u00A0\u202F]/g, ""));
    if (value === null || Number.isNaN(value)) return value;
    if (value < least * 100 || value > 100) {
      this.errors[field] = { code: "authoring.question.error.percent", values: { min: least * 100 } };
    }
    return nearThird(value / 100);
  }

  missing(field: string): void {
    this.errors[field] ??= { code: "error.field.required" };
  }
}

/** 33.33 and 66.67 per cent are meant as a third and two thirds, 16.67 as a sixth: what adds up to a whole shall do so. */
function nearThird(part: number): number {
  for (const parts of [3, 6, 7, 9]) {
    const exact = Math.round(part * parts) / parts;
    if (exact !== part && Math.abs(exact - part) < 0.00006) return exact;
  }
  return part;
}
