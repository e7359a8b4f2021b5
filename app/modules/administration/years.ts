/** The year of the Convention: nobody was trained here before. */
const firstYear = 2005;
const yearsOffered = 10;

/** The year that an address names, this one when it names none that can be, and the years to choose from, this one first. */
export function readYear(wished: string | null, at: Date): { year: number; years: number[] } {
  const now = at.getUTCFullYear();
  const number = Number(wished);
  const year = wished && Number.isInteger(number) && number >= firstYear && number <= now ? number : now;
  const years = Array.from({ length: yearsOffered }, (_, index) => now - index).filter((one) => one >= firstYear);
  return { year, years: years.includes(year) ? years : [...years, year] };
}
