import { contract, OneOf, type Reach } from '@gitops/kit';
import { Type } from 'typebox';
import { urlReach } from './url-reach.ts';

/** Buckets of Azure Blob, S3 (and what speaks it) or Google Cloud Storage, or a volume that stands in for them (W054-W056). */
export const ObjectStorage = contract('object-storage', {
  endpoint: {
    provider: OneOf(['azure', 's3', 'gcs', 'local']),
    url: Type.String({ description: 'Base of the buckets: https://account.blob.core.windows.net, s3://, gs://, file:///data' }),
    endpoint: Type.Optional(Type.String({ description: 'Address of the API where it is not the base: an S3 compatible server' })),
    region: Type.Optional(Type.String()),
    claim: Type.Optional(Type.String({ description: 'Name of the PersistentVolumeClaim (provider local)' })),
    credentials: OneOf(['secret', 'workload-identity', 'none'], {
      default: 'secret',
      description: 'How Pods prove who they are: keys of the Secret, or the identity that the cloud gives their ServiceAccount',
    }),
  },
  secretKeys: ['accessKey', 'secretKey'],
  reaches: ({ provider, url, endpoint }) => (provider === 'local' ? [] : [reach(endpoint ?? url)]),
});

/** `s3://` and `gs://` stand for the public API of the cloud, which has no single host. */
function reach(url: string): Reach {
  const { host, port } = urlReach(url);
  return { host: /^https?:/.test(url) ? host : '*', port };
}
