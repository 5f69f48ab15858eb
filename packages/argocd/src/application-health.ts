import script from './application-health.lua';

/** Both in seconds. */
export interface HealthLimits {
  /** A rollout that takes longer counts as failed, so that the parent takes newer commits again. */
  readonly deadline: number;
  /** For so long a Degraded child is still waited for. */
  readonly grace: number;
}

/** The health check of kind Application that makes a parent wait for its children: Lua for `argocd-cm`. */
export function applicationHealth({ deadline, grace }: HealthLimits): string {
  return withLimit(withLimit(script, 'DEADLINE', deadline), 'GRACE', grace);
}

/** The script with another number in the line that declares a limit. */
export function withLimit(lua: string, limit: string, seconds: number): string {
  const declaration = new RegExp(`^local ${limit} = \\d+`, 'm');
  if (!declaration.test(lua)) throw new Error(`application-health.lua declares no ${limit}`);
  return lua.replace(declaration, `local ${limit} = ${seconds}`);
}
