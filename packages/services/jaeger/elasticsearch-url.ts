import type { Elasticsearch } from '@gitops/connections';
import type { ConnectionOf } from '@gitops/kit';

export function elasticsearchUrl({ host, port, tls }: ConnectionOf<typeof Elasticsearch>): string {
  return `${tls ? 'https' : 'http'}://${host}:${port}`;
}
