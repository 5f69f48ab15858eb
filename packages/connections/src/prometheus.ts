import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { urlReach } from './url-reach.ts';

/** The HTTP API of Prometheus, for queries. */
export const Prometheus = contract('prometheus', {
  endpoint: { url: Type.String({ pattern: '^https?://[^/]+(/.*[^/])?$', description: 'Base URL, no trailing slash' }) },
  secretKeys: [],
  reaches: ({ url }) => [urlReach(url)],
});
