import { identify, part, secret } from '@gitops/kit';
import { expect, test } from 'vitest';
import type { DeployedComponent } from '../model.ts';
import { targetsOf } from './build.ts';

test('metrics are served by the Pods of the component, or by those that its builder names', () => {
  const self = identify({ environment: 'test', namespace: 'test', component: 'kafka' });
  const exporter = part(self, 'exporter').selector;
  const metrics = () => [{ port: 'jmx' }, { port: 'metrics', selector: exporter }];
  // Only what is asked of a component here.
  const component = { name: 'kafka', self, options: {}, secret: secret('', []), builder: { metrics } } as unknown as DeployedComponent;
  expect(targetsOf(component)).toEqual([
    { component: 'kafka', namespace: 'test', port: 'jmx', selector: self.selector },
    { component: 'kafka', namespace: 'test', port: 'metrics', selector: exporter },
  ]);
});
