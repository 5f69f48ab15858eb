/** The object that a finding of `check` is about. */
export interface Subject {
  readonly component: string;
  /** `Deployment storefront` */
  readonly object: string;
}

/** How every sentence of `check` begins. */
export function the({ component, object }: Subject): string {
  return `${object} of component "${component}"`;
}

export function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}

/** A hint of several lines. */
export function lines(...text: readonly string[]): string {
  return text.join('\n');
}
