import { fill, type ScrapeTarget } from '@gitops/kit';
import scrapeJob from './scrape-job.yml';

/** One scrape job a target, called like its component; the second one of a component is `<component>/2`. */
export function scrapeJobs(targets: readonly ScrapeTarget[]): string {
  return numbered(targets)
    .map(({ target: { component, namespace, selector, port, path = '/metrics' }, number }) => {
      const name = number === 1 ? component : `${component}/${number}`;
      const labels = Object.keys(selector).map(metaLabel).join(', ');
      const values = Object.values(selector).map(literally).join(';');
      return fill(scrapeJob, { name, component, namespace, labels, values, port, path }).trimEnd();
    })
    .join('\n');
}

/** The rules of every target as files, with what they leave open filled in. */
export function ruleFiles(targets: readonly ScrapeTarget[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { target, number } of numbered(targets)) {
    if (!target.rules) continue;
    const { component, namespace } = target;
    const name = number === 1 ? component : `${component}.${number}`;
    files[`${name}.rules.yml`] = fill(target.rules, { job: component, namespace });
  }
  return files;
}

/** By component, each with its number there. */
function numbered(targets: readonly ScrapeTarget[]): { target: ScrapeTarget; number: number }[] {
  const seen = new Map<string, number>();
  return [...targets]
    .sort((a, b) => (a.component < b.component ? -1 : a.component > b.component ? 1 : 0))
    .map((target) => {
      const number = (seen.get(target.component) ?? 0) + 1;
      seen.set(target.component, number);
      return { target, number };
    });
}

function metaLabel(label: string): string {
  return `__meta_kubernetes_pod_label_${label.replaceAll(/[^A-Za-z0-9_]/g, '_')}`;
}

/** A value of a label as a regular expression; only dots have a meaning in one. */
function literally(value: string): string {
  return value.replaceAll('.', '\\.');
}
