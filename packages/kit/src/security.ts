import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** What the Pod Security level `restricted` asks for. Exceptions are made by spreading. */
export function nonRoot(uid: number, gid: number = uid): { pod: IPodSecurityContext; container: ISecurityContext } {
  return {
    // The uid is spelled out because images with a named user fail runAsNonRoot otherwise (C0.7).
    pod: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      fsGroup: gid,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}
