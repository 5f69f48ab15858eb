import type { Component, DeployedComponent, Environment, PlannedTier } from '../model.ts';
import { type Problem, problem } from '../problem.ts';

export interface Wave {
  readonly tier: PlannedTier;
  /** tier × 100 + depth in the graph of needs. */
  readonly wave: number;
}

const firstWave: Readonly<Record<PlannedTier, number>> = { foundation: 0, infrastructure: 100, application: 200, tooling: 300 };

/** The sync wave of every deployed component: each waits for all that it needs, directly and indirectly. */
export function planWaves({ folder, components, at }: Environment): { waves: ReadonlyMap<string, Wave>; problems: Problem[] } {
  const where = (...path: string[]) => ({ unit: folder, at: at('components', ...path) });
  const cycle = findCycle(components);
  if (cycle) {
    const path = cycle.map((name) => ({ name, at: shown(where(name).at) }));
    return { waves: new Map(), problems: [problem('dependency-cycle', where(cycle[0] ?? ''), { path })] };
  }
  const problems: Problem[] = [];
  const waves = new Map<string, Wave>();
  const depths = new Map<string, number>();
  for (const component of deployed(components)) {
    const { tier } = component.builder;
    waves.set(component.name, { tier, wave: firstWave[tier] + depthOf(component, components, depths) });
    for (const target of deployedNeeds(component, components)) {
      const targetTier = target.builder.tier;
      if (firstWave[targetTier] > firstWave[tier]) {
        problems.push(
          problem('need-across-tiers', where(component.name), { component: component.name, tier, target: target.name, targetTier }),
        );
      }
    }
  }
  return { waves, problems };
}

/** The longest way down to a component that needs nothing deployed. */
function depthOf(component: DeployedComponent, components: ReadonlyMap<string, Component>, depths: Map<string, number>): number {
  const known = depths.get(component.name);
  if (known !== undefined) return known;
  const depth = Math.max(-1, ...deployedNeeds(component, components).map((target) => depthOf(target, components, depths))) + 1;
  depths.set(component.name, depth);
  return depth;
}

function findCycle(components: ReadonlyMap<string, Component>): string[] | undefined {
  const done = new Set<string>();
  const visit = (component: DeployedComponent, path: readonly string[]): string[] | undefined => {
    const start = path.indexOf(component.name);
    if (start >= 0) return path.slice(start);
    if (done.has(component.name)) return undefined;
    for (const target of deployedNeeds(component, components)) {
      const cycle = visit(target, [...path, component.name]);
      if (cycle) return cycle;
    }
    done.add(component.name);
    return undefined;
  };
  for (const component of deployed(components)) {
    const cycle = visit(component, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function deployed(components: ReadonlyMap<string, Component>): DeployedComponent[] {
  return [...components.values()].filter((component): component is DeployedComponent => component.kind === 'deployed');
}

function deployedNeeds({ needs }: DeployedComponent, components: ReadonlyMap<string, Component>): DeployedComponent[] {
  return Object.values(needs).flatMap((name) => {
    const target = components.get(name);
    return target?.kind === 'deployed' ? [target] : [];
  });
}

function shown({ file, line }: { file: string; line: number }): string {
  return `${file}:${line}`;
}
