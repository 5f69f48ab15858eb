import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';
import { whereWritten } from '../where-written.ts';

export const requirePinnedImage = defineRule({
  name: 'require-pinned-image',
  *check({ plan, index }) {
    for (const { entry, from, image } of imagesOf(index)) {
      const tag = tagOf(image);
      if (tag !== undefined && tag !== 'latest') continue;
      const where = whereWritten(plan, entry, (path, value) => path.at(-1) === 'tag' && value === image);
      yield problem('require-pinned-image', where, { ...entry.subject, from, image, tag });
    }
  },
});

interface UsedImage {
  readonly entry: Entry;
  readonly from: string;
  readonly image: string;
}

function* imagesOf(index: ObjectIndex): Iterable<UsedImage> {
  for (const entry of index.workloads) {
    for (const { container } of entry.containers) yield { entry, from: `container ${container.name}`, image: container.image ?? '' };
    for (const { name, image } of entry.pod.volumes ?? []) {
      if (image) yield { entry, from: `volume ${name}`, image: image.reference ?? '' };
    }
  }
  for (const entry of index.of('Cluster.postgresql.cnpg.io')) {
    const { imageName } = entry.object.spec;
    if (imageName) yield { entry, from: 'imageName', image: imageName };
  }
}

/** The digest where there is one: it decides, whatever the tag says. A colon before the last slash belongs to the port of a registry. */
function tagOf(image: string): string | undefined {
  const [name = '', digest] = image.split('@');
  if (digest) return digest;
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return colon < 0 ? undefined : last.slice(colon + 1);
}
