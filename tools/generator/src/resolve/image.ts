import type { Static } from 'typebox';
import type { Image } from '../parse/schemas/environment-file.ts';

/**
 * The reference that Pods get: the builder's image with the parts that the environment sets.
 * `registry` replaces the host that the image would come from, so that a mirror serves all images.
 */
export function resolveImage(builders: string, own: Static<typeof Image> | undefined, registry: string | undefined): string {
  if (builders === '') return '';
  if (typeof own === 'string') return own;
  const parts = split(builders);
  const host = own?.registry ?? registry ?? parts.host;
  const name = `${host === '' ? '' : `${host}/`}${own?.repository ?? parts.repository}`;
  const tag = own?.tag ?? (own?.digest ? '' : parts.tag);
  const digest = own?.digest ?? (own?.tag ? '' : parts.digest);
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
}

/** `docker.io/library/redis:7@sha256:…`; a first part without dot, colon or `localhost` is no host. */
function split(reference: string) {
  const [rest = '', digest = ''] = reference.split('@');
  const slash = rest.indexOf('/');
  const first = slash < 0 ? '' : rest.slice(0, slash);
  const host = /[.:]|^localhost$/.test(first) ? first : '';
  const path = host === '' ? rest : rest.slice(slash + 1);
  const colon = path.lastIndexOf(':');
  return { host, repository: colon < 0 ? path : path.slice(0, colon), tag: colon < 0 ? '' : path.slice(colon + 1), digest };
}
