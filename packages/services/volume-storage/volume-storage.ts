import { ObjectStorage } from '@gitops/connections';
import { connect, dataProtection, defineService, FileStorageClass, metadata, OneOf, Quantity } from '@gitops/kit';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Type } from 'typebox';

/** A volume that stands in for object storage: components that need it mount its claim at `/data` (W056). */
export const volumeStorage = defineService({
  name: 'volume-storage',
  tier: 'infrastructure',
  options: Type.Object(
    {
      storage: Quantity({ default: '50Gi', description: 'Size of the volume; can grow, never shrink' }),
      storageClass: FileStorageClass(),
      accessMode: OneOf(['ReadWriteMany', 'ReadWriteOnce'], {
        default: 'ReadWriteMany',
        description: 'ReadWriteOnce where all Pods that mount it run on the same node',
      }),
    },
    { additionalProperties: false },
  ),
  provides: ObjectStorage,

  connection: ({ self, secret }) =>
    connect(ObjectStorage, { provider: 'local', url: 'file:///data', claim: self.name, credentials: 'none' }, secret),

  build: ({ self, options: { storage, storageClass, accessMode } }) => [
    new PersistentVolumeClaim({
      metadata: {
        ...metadata(self),
        annotations: {
          ...dataProtection,
          // A class may wait for the first Pod, which stands in a later wave: whoever waited for the volume would wait for ever.
          'argocd.argoproj.io/ignore-healthcheck': 'true',
        },
      },
      spec: {
        accessModes: [accessMode],
        ...(storageClass ? { storageClassName: storageClass } : {}),
        resources: { requests: { storage } },
      },
    }),
  ],
});
