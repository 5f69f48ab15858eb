import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Control } from './judged-pod.ts';

const defaultCapabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const seLinuxTypes = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

/** The minor version from which each is known to stay inside the Pod. */
const safeSysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
};

const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

export const baselineControls: readonly Control[] = [
  function hostNamespaces({ pod }, forbid) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) if (pod[field]) forbid(`${field}: true`);
  },

  function privileged({ contexts }, forbid) {
    for (const { whose, context } of contexts) {
      if (context.privileged) forbid(`${whose}privileged: true`);
      if (context.windowsOptions?.hostProcess) forbid(`${whose}windowsOptions.hostProcess: true`);
    }
  },

  function addedCapabilities({ contexts }, forbid) {
    for (const { whose, context } of contexts) {
      for (const name of context.capabilities?.add ?? []) if (!defaultCapabilities.has(name)) forbid(`${whose}capabilities.add: ${name}`);
    }
  },

  function hostPaths({ pod }, forbid) {
    for (const { name, hostPath } of pod.volumes ?? []) if (hostPath) forbid(`volume ${name}: hostPath`);
  },

  function hostPorts({ containers }, forbid) {
    for (const { whose, container } of containers) {
      for (const { hostPort } of container.ports ?? []) if (hostPort) forbid(`${whose}hostPort: ${hostPort}`);
    }
  },

  /** With another host, the node sends the request wherever the Pod wants. */
  function hostsOfHandlers({ containers }, forbid) {
    for (const { whose, container } of containers) {
      for (const [name, handler] of handlersOf(container)) {
        const host = handler?.httpGet?.host || handler?.tcpSocket?.host;
        if (host) forbid(`${whose}${name} with host: ${host}`);
      }
    }
  },

  function appArmor({ contexts, annotations }, forbid) {
    for (const { whose, context } of contexts) {
      if (context.appArmorProfile?.type === 'Unconfined') forbid(`${whose}appArmorProfile.type: Unconfined`);
    }
    for (const [name, profile] of Object.entries(annotations)) {
      const isAllowed = profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
      if (name.startsWith(appArmorAnnotation) && !isAllowed) forbid(`annotation ${name}: ${profile}`);
    }
  },

  function seLinux({ contexts }, forbid) {
    for (const { whose, context } of contexts) {
      const { type, user, role } = context.seLinuxOptions ?? {};
      if (type && !seLinuxTypes.has(type)) forbid(`${whose}seLinuxOptions.type: ${type}`);
      if (user) forbid(`${whose}seLinuxOptions.user: ${user}`);
      if (role) forbid(`${whose}seLinuxOptions.role: ${role}`);
    }
  },

  function procMount({ contexts }, forbid) {
    for (const { whose, context } of contexts) {
      if (context.procMount && context.procMount !== 'Default') forbid(`${whose}procMount: ${context.procMount}`);
    }
  },

  function seccomp({ contexts }, forbid) {
    for (const { whose, context } of contexts) {
      if (context.seccompProfile?.type === 'Unconfined') forbid(`${whose}seccompProfile.type: Unconfined`);
    }
  },

  function sysctls({ pod, minor }, forbid) {
    for (const { name } of pod.securityContext?.sysctls ?? []) {
      if ((safeSysctls[name] ?? Number.POSITIVE_INFINITY) > minor) forbid(`sysctl ${name}`);
    }
  },
];

function handlersOf({ startupProbe, readinessProbe, livenessProbe, lifecycle }: IContainer) {
  return Object.entries({ startupProbe, readinessProbe, livenessProbe, preStop: lifecycle?.preStop, postStart: lifecycle?.postStart });
}
