/** Where Pods of a component serve metrics, and what to make of them. Prometheus and Grafana are configured from these, so nothing is written twice. */
export interface MetricsTarget {
  /** The name of the container port. */
  readonly port: string;
  /** `/metrics` by default. */
  readonly path?: string;
  /** Labels that exactly these Pods have, where they are not the component's own: `part(self, 'exporter').selector`. */
  readonly selector?: Readonly<Record<string, string>>;
  /**
   * Rules of Prometheus, the text of a file with `groups:` (`alerts.yml` beside the builder). The label `job` is the component's name:
   * `{{job}}` stands for it, `{{namespace}}` for the namespace; what else the text leaves open, `fillRules` fills in.
   */
  readonly rules?: string;
  /** A dashboard of Grafana as JSON (`dashboard.json` beside the builder), with the variable `job`. */
  readonly dashboard?: object;
}

/** The same, with the Pods that it is about. */
export interface ScrapeTarget extends MetricsTarget {
  readonly component: string;
  readonly namespace: string;
  /** Labels that exactly these Pods have. */
  readonly selector: Readonly<Record<string, string>>;
}

/**
 * Rules with a whole number for each `{{name}}` that is given; `{{job}}` and `{{namespace}}` stay for whoever reads them.
 * A name that the rules do not have is a bug and throws.
 */
export function fillRules(rules: string, numbers: Readonly<Record<string, number>>): string {
  let filled = rules;
  for (const [name, number] of Object.entries(numbers)) {
    if (!rules.includes(`{{${name}}}`)) throw new Error(`no {{${name}}} in the rules`);
    filled = filled.replaceAll(`{{${name}}}`, String(Math.round(number)));
  }
  return filled;
}
