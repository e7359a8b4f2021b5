/** What has travelled for the page that is open, headers too, in kilobytes of its language; null when the browser does not say. */
export function pageWeight(language: string): string | null {
  const loaded = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  const bytes = loaded.reduce((sum, one) => sum + ((one as PerformanceResourceTiming).transferSize ?? 0), 0);
  if (bytes === 0) return null;
  const maximumFractionDigits = bytes < 10_000 ? 1 : 0;
  // Digits as in the rest of the page.
  const locale = `${language}-u-nu-latn`;
  return new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits }).format(bytes / 1000);
}
