import type { AnyContract, Needs } from '@gitops/kit';
import type { Component, DeployedComponent } from '../model.ts';
import { didYouMean } from '../parse/did-you-mean.ts';
import { type Problem, problem } from '../problem.ts';
import type { Surroundings } from './components.ts';

type Need = Needs[string];
type Components = ReadonlyMap<string, Component>;

/** From each need of the component to the name of the one that fulfils it, by name where the environment says so, else by type unless the builder wants a name. */
export function bindNeeds(
  component: DeployedComponent,
  components: Components,
  around: Surroundings,
): { needs: Record<string, string>; problems: Problem[] } {
  const declared: Readonly<Record<string, Need>> = component.builder.needs ?? {};
  const named = (around.merged.components?.[component.name]?.needs ?? {}) as Readonly<Record<string, string>>;
  const needs: Record<string, string> = {};
  const problems = Object.keys(named)
    .filter((need) => !(need in declared))
    .map((need) => unknownNeed(component, need, Object.keys(declared), around));
  for (const [need, declaration] of Object.entries(declared)) {
    const contract = wantedContract(declaration);
    const target = named[need];
    if (target === undefined && 'byName' in declaration) continue;
    const candidates = [...components.values()].filter(
      (other) => other.name !== component.name && contractOf(other).name === contract.name,
    );
    if (target !== undefined) {
      const wrong = bindingProblem(component, need, target, contract, candidates, components, around);
      if (wrong) problems.push(wrong);
      else needs[need] = target;
    } else if (candidates.length > 1) {
      problems.push(ambiguous(component, need, contract, candidates, around));
    } else if (candidates[0]) {
      needs[need] = candidates[0].name;
    } else if (!('optional' in declaration)) {
      problems.push(unmet(component, need, contract, around));
    }
  }
  return { needs, problems };
}

/** What a builder asks for by a need, whether it may stay unmet or not. */
export function wantedContract(need: Need): AnyContract {
  return 'optional' in need ? need.optional : need;
}

export function contractOf(component: Component): AnyContract {
  return component.kind === 'external' ? component.contract : component.builder.provides;
}

function bindingProblem(
  component: DeployedComponent,
  need: string,
  target: string,
  contract: AnyContract,
  candidates: readonly Component[],
  components: Components,
  { unit, origin }: Surroundings,
): Problem | undefined {
  const where = { unit, at: origin.at(['components', component.name, 'needs', need]) };
  const names = candidates.map(({ name }) => name);
  const found = components.get(target);
  if (!found || target === component.name) {
    const facts = { component: component.name, need, target, candidates: names, suggestion: didYouMean(target, names) };
    return problem('unknown-component', where, facts);
  }
  const provided = contractOf(found).name;
  if (provided === contract.name) return undefined;
  return problem('wrong-contract', where, { component: component.name, need, target, wanted: contract.name, provided, candidates: names });
}

function unknownNeed(component: DeployedComponent, need: string, known: readonly string[], { unit, origin }: Surroundings): Problem {
  const at = origin.atKey(['components', component.name, 'needs', need]);
  return problem('unknown-need', { unit, at }, { component: component.name, need, known, suggestion: didYouMean(need, known) });
}

function ambiguous(
  component: DeployedComponent,
  need: string,
  contract: AnyContract,
  candidates: readonly Component[],
  { unit, origin }: Surroundings,
): Problem {
  const listed = candidates.map(({ name }) => {
    const { file, line } = origin.atKey(['components', name]);
    return { name, at: `${file}:${line}` };
  });
  const at = origin.atKey(['components', component.name]);
  return problem('ambiguous-need', { unit, at }, { component: component.name, need, contract: contract.name, candidates: listed });
}

function unmet(component: DeployedComponent, need: string, contract: AnyContract, { unit, origin, catalogue }: Surroundings): Problem {
  const builders = [...catalogue.services.values()].filter(({ provides }) => provides.name === contract.name).map(({ name }) => name);
  const required = (contract.endpoint as { required?: string[] }).required ?? [];
  const properties: Readonly<Record<string, { default?: unknown }>> = contract.endpoint.properties;
  const keys = required.map((key) => `${key}: ${properties[key]?.default ?? '…'}`);
  const facts = { component: component.name, need, contract: contract.name, builders, externalExample: `{ ${keys.join(', ')} }` };
  return problem('unmet-need', { unit, at: origin.atKey(['components', component.name]) }, facts);
}
