import type { Reach } from '@gitops/kit';

/** Where an http(s) URL leads to. */
export function urlReach(url: string): Reach {
  const { protocol, hostname, port } = new URL(url);
  return { host: hostname, port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) };
}
