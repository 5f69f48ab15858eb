import { type Problem, problem } from '../problem.ts';
import { dnsLabel } from './schemas/names.ts';

/** Room for what is put before and behind the name: namespaces have at most 63 characters. */
const longest = 50;
const label = new RegExp(dnsLabel);

/** Why a folder can't name an environment or a cluster. */
export function nameProblems(name: string, what: 'environment' | 'cluster', unit: string): Problem[] {
  const reason = !label.test(name)
    ? 'is no DNS label: lower-case letters, digits and hyphens'
    : name.length > longest
      ? `has more than ${longest} characters`
      : reserved(name, what);
  return reason ? [problem('invalid-name', { unit }, { name, what, reason })] : [];
}

/** The projects of an environment and of a cluster are told apart by these. */
function reserved(name: string, what: 'environment' | 'cluster'): string | undefined {
  if (what === 'cluster') return undefined;
  if (name.startsWith('cluster-')) return 'starts with "cluster-", as the projects of clusters do';
  const ending = ['-root', '-addons'].find((each) => name.endsWith(each));
  return ending && `ends with "${ending}", as projects of the generator do`;
}
