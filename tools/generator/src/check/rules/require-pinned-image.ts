import { problem } from '../../problems/report.ts';
import { defineRule } from '../rule.ts';

export const requirePinnedImage = defineRule({
  name: 'require-pinned-image',
  *check({ index }) {
    for (const { containers, pod, subject, where } of index.workloads) {
      for (const { container } of containers) {
        const { image = '', name } = container;
        if (isPinned(image)) continue;
        yield problem('require-pinned-image', where, { ...subject, from: `container ${name}`, image, tag: tagOf(image) });
      }
      for (const { name, image: source } of pod.volumes ?? []) {
        if (!source) continue;
        const { reference: image = '' } = source;
        if (isPinned(image)) continue;
        yield problem('require-pinned-image', where, { ...subject, from: `volume ${name}`, image, tag: tagOf(image) });
      }
    }
    for (const { object, subject, where } of index.of('Cluster.postgresql.cnpg.io')) {
      const { imageName: image } = object.spec;
      if (image && !isPinned(image))
        yield problem('require-pinned-image', where, { ...subject, from: 'imageName', image, tag: tagOf(image) });
    }
  },
});

function isPinned(image: string): boolean {
  const tag = tagOf(image);
  return tag !== undefined && tag !== 'latest';
}

/** The digest where there is one: it decides, whatever the tag says. A colon before the last slash belongs to the port of a registry. */
function tagOf(image: string): string | undefined {
  const [name = '', digest] = image.split('@');
  if (digest) return digest;
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return colon < 0 ? undefined : last.slice(colon + 1);
}
