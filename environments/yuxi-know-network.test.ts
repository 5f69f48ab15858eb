import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { expect, test } from 'vitest';
import { objectIn, rendered } from '../tools/generator/testing/rendered.ts';

const production = rendered('environments/yuxi-know');

test('the API sends to name servers, to what it needs and to public addresses, and hears the pages alone (Y032)', () => {
  const { spec } = objectIn(production, 'NetworkPolicy', 'yuxi-api');
  const [itself, names = {}, ...targets] = spec?.egress ?? [];
  expect(itself).not.toHaveProperty('ports');
  expect(names).toMatchObject({
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  });
  expect(targets.map(({ to, ports }) => [peerOf(to?.[0]), ports?.map(({ port }) => port)])).toEqual([
    ['cnpg.io/cluster=yuxi-postgres', [5432]],
    ['app.kubernetes.io/component=redis', ['redis']],
    ['app.kubernetes.io/component=milvus', ['grpc']],
    ['app.kubernetes.io/component=neo4j', ['bolt']],
    ['app.kubernetes.io/component=minio', ['api']],
    ['0.0.0.0/0', [443]],
  ]);
  const heard = spec?.ingress?.map(({ from, ports }) => [peerOf(from?.[0]), ports?.map(({ port }) => port)]);
  expect(heard).toEqual([
    ['app.kubernetes.io/component=yuxi-api', undefined],
    ['app.kubernetes.io/component=yuxi-web', ['http']],
  ]);
});

test('the instances of PostgreSQL reach each other and the API server, and their operator reaches them', () => {
  const { spec } = objectIn(production, 'NetworkPolicy', 'yuxi-postgres');
  const instances = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'yuxi-postgres' } } };
  expect(spec).toMatchObject(instances);
  expect(spec?.ingress).toContainEqual({ from: [instances] });
  expect(spec?.egress).toContainEqual({ to: [instances] });
  expect(spec?.egress?.at(-1)?.ports).toEqual([
    { protocol: 'TCP', port: 443 },
    { protocol: 'TCP', port: 6443 },
  ]);
  const operator = spec?.ingress?.find(({ ports }) => ports?.some(({ port }) => port === 8000));
  expect(operator?.from).toMatchObject([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cnpg-system' } } }]);
});

/** By its first label, which names the component. */
function peerOf(peer: INetworkPolicyPeer | undefined): string {
  const [first] = Object.entries(peer?.podSelector?.matchLabels ?? {});
  return first ? first.join('=') : (peer?.ipBlock?.cidr ?? '');
}
