import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { urlReach } from './url-reach.ts';

/** An HTTP API without credentials of its own. */
export const Http = contract('http', {
  endpoint: { url: Type.String({ pattern: '^https?://[^/]+$', description: 'Base URL, no trailing slash' }) },
  secretKeys: [],
  reaches: ({ url }) => [urlReach(url)],
});
