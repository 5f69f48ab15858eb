import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';

/**
 * `env:` as a record. Kubernetes expands `$(NAME)` only from names that stand earlier in the list (C0.2),
 * so the order of the record is kept.
 */
export function env(vars: Record<string, string | number | boolean | IEnvVarSource>): IEnvVar[] {
  return Object.entries(vars).map(([name, value]) =>
    typeof value === 'object' ? { name, valueFrom: value } : { name, value: String(value) },
  );
}

/** The value of a field of the Pod itself, such as `metadata.name`. */
export function fieldRef(fieldPath: string): IEnvVarSource {
  return { fieldRef: { fieldPath } };
}
