/** A server that this repository deploys, as kubectl names it. */
export interface Server {
  readonly name: string;
  readonly namespace: string;
}

/** `postgres.data.svc.cluster.local` is postgres in the namespace data, as the builders name it. */
export function inCluster(host: string): Server | undefined {
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(host) ?? [];
  return name && namespace ? { name, namespace } : undefined;
}
