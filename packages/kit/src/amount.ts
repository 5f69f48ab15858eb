const powers = ['', 'K', 'M', 'G', 'T', 'P'];

/** A Kubernetes quantity as a number: cores of CPU, bytes of memory or storage. `500m` is 0.5, `1.5Gi` is 1610612736, `2k` is 2000. */
export function amount(quantity: string | number): number {
  const [, digits = '', suffix = ''] = /^([\d.]+)([a-zA-Z]*)$/.exec(String(quantity)) ?? [];
  const number = Number.parseFloat(digits);
  if (suffix === 'm') return number / 1000;
  const power = powers.indexOf(suffix.replace(/i$/, '').toUpperCase());
  if (Number.isNaN(number) || power < 0) throw new Error(`not a quantity: ${quantity}`);
  return number * (suffix.endsWith('i') ? 1024 : 1000) ** power;
}
