import type { Control } from './judged-pod.ts';

const allowedVolumes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** What comes on top of the baseline. */
export const restrictedControls: readonly Control[] = [
  function volumeTypes({ pod }, forbid) {
    for (const { name, ...sources } of pod.volumes ?? []) {
      for (const [type, source] of Object.entries(sources)) if (source && !allowedVolumes.has(type)) forbid(`volume ${name}: ${type}`);
    }
  },

  function privilegeEscalation({ containers }, forbid) {
    for (const { whose, context } of containers) {
      if (context.allowPrivilegeEscalation !== false) forbid(`${whose}allowPrivilegeEscalation is not false`);
    }
  },

  function nonRoot({ pod, containers }, forbid) {
    const ofPod = pod.securityContext?.runAsNonRoot;
    // Refused even where every container says otherwise.
    if (ofPod === false) forbid('runAsNonRoot: false');
    for (const { whose, context } of containers) if ((context.runAsNonRoot ?? ofPod) !== true) forbid(`${whose}runAsNonRoot is not true`);
  },

  function rootUser({ pod, containers }, forbid) {
    if (pod.securityContext?.runAsUser === 0) forbid('runAsUser: 0');
    for (const { whose, context } of containers) if (context.runAsUser === 0) forbid(`${whose}runAsUser: 0`);
  },

  /** Of a wrong profile the baseline speaks already. */
  function seccomp({ pod, containers }, forbid) {
    const ofPod = pod.securityContext?.seccompProfile;
    for (const { whose, context } of containers) if (!(context.seccompProfile ?? ofPod)) forbid(`${whose}seccompProfile is not set`);
  },

  function capabilities({ containers }, forbid) {
    for (const { whose, context } of containers) {
      const { add, drop } = context.capabilities ?? {};
      if (!drop?.includes('ALL')) forbid(`${whose}capabilities.drop lacks ALL`);
      for (const name of add ?? []) if (name !== 'NET_BIND_SERVICE') forbid(`${whose}capabilities.add: ${name}`);
    }
  },
];
