/** Money in number columns: major units in the list, minor units in Docket. */

/** Digits after the point by ISO 4217, as the runtime knows them; two for a code that it does not know. */
export function minorDigits(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    // Not a currency code: people may type anything into the list.
    return 2;
  }
}

export const toMajor = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency);

/** Rounded: a list may hold more digits than the currency has. */
export const toMinor = (major: number, currency: string): number =>
  Math.round(Number((major * 10 ** minorDigits(currency)).toPrecision(15)));
