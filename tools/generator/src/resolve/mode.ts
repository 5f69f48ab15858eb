import type { Component, Mode } from '../model.ts';

/** What the components make of the environment (W002-W004), with the names that decide it. */
export function deriveMode(components: Iterable<Component>): { mode: Mode; deployed: string[]; external: string[] } {
  const deployed: string[] = [];
  const external: string[] = [];
  for (const component of components) {
    if (component.kind === 'external') external.push(component.name);
    else if (component.builder.tier === 'infrastructure') deployed.push(component.name);
  }
  const mode = external.length === 0 ? 'full' : deployed.length === 0 ? 'minimal' : 'hybrid';
  return { mode, deployed, external };
}
