import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServicePort } from 'kubernetes-models/v1/ServicePort';
import type { ManifestObject } from '../model.ts';
import { backendsOf } from './ingress-backends.ts';

type PodPort = number | string;

/** The port of the Pods behind a port that dependants know: policies see the ports of Pods, dependants those of Services. */
export function podPort(objects: readonly ManifestObject[], port: number): PodPort {
  return (
    servicesOf(objects)
      .flatMap(portsOf)
      .find((each) => each.port === port)?.targetPort ?? port
  );
}

/** The ports of the Pods that Ingresses send traffic to. */
export function portsBehindIngress(objects: readonly ManifestObject[]): PodPort[] {
  const services = servicesOf(objects);
  const backends = objects.filter(({ kind }) => kind === 'Ingress').flatMap((object) => backendsOf(object as IIngress));
  return backends.map(({ service, port: wanted = 0 }) => {
    const target = services.find(({ metadata }) => metadata?.name === service);
    const found = target && portsOf(target).find(({ name, port }) => port === wanted || name === wanted);
    return found ? targetOf(found) : wanted;
  });
}

/** The ports of the Pods that the network outside of the cluster reaches. */
export function openPorts(objects: readonly ManifestObject[]): PodPort[] {
  const open = servicesOf(objects).filter(({ spec }) => spec?.type === 'LoadBalancer' || spec?.type === 'NodePort');
  return open.flatMap((service) => portsOf(service).map(targetOf));
}

function servicesOf(objects: readonly ManifestObject[]): IService[] {
  return objects.filter(({ kind }) => kind === 'Service') as IService[];
}

function portsOf({ spec }: IService): readonly IServicePort[] {
  return spec?.ports ?? [];
}

function targetOf({ port, targetPort }: IServicePort): PodPort {
  return targetPort ?? port;
}
