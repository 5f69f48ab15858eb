import { contract } from '@gitops/kit';
import { Type } from 'typebox';

/** An HTTP API without credentials of its own. */
export const Http = contract('http', {
  endpoint: { url: Type.String({ pattern: '^https?://[^/]+$', description: 'Base URL, no trailing slash' }) },
  secretKeys: [],
  reaches: ({ url }) => {
    const { protocol, hostname, port } = new URL(url);
    return [{ host: hostname, port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) }];
  },
});
