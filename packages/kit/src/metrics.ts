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
   * `{{job}}` stands for it, `{{namespace}}` for the namespace.
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
