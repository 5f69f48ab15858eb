/** Pods that an operator makes for a builder: they carry its labels instead of ours, and it has to reach them. */
export interface OperatedPods {
  /** Labels that all Pods of the component have, those of its Jobs included, and no others. */
  readonly selector: Readonly<Record<string, string>>;
  readonly operator: {
    /** As cluster.yaml calls it, among its operators or its addons. */
    readonly name: string;
    /** Where it usually runs; that of the addon, where it is one. */
    readonly namespace: string;
    readonly selector: Readonly<Record<string, string>>;
    /** The ports of the Pods that it talks to. */
    readonly ports: readonly number[];
  };
}
