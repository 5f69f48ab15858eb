import type { DataQuery, Dashboard as GrafanaDashboard, Panel as GrafanaPanel, VariableModel } from '@grafana/schema';
import { defaultDashboard } from '@grafana/schema';
import manifest from '@grafana/schema/package.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { expect, expectTypeOf, test } from 'vitest';
import { grafana } from '../grafana.ts';
import { Dashboard } from './dashboard.ts';

/** Grafana's model says `Record<string, unknown>` where a plugin decides; these are Prometheus' own parts, of which we use this much. */
interface PrometheusQuery extends DataQuery {
  readonly expr: string;
  readonly instant?: boolean;
  readonly legendFormat?: string;
}
interface PrometheusVariable extends Omit<VariableModel, 'query'> {
  readonly query?: { readonly query: string; readonly refId: string };
}
interface Panel extends Omit<GrafanaPanel, 'targets'> {
  readonly targets?: readonly PrometheusQuery[];
}
interface Known extends Omit<GrafanaDashboard, 'panels' | 'templating'> {
  readonly panels?: readonly Panel[];
  readonly templating?: { readonly list?: readonly PrometheusVariable[] };
}

/** The paths of keys that ours may have and theirs does not name. Nothing counts as named where theirs takes any key. */
type Unknown<Ours, Theirs> = Ours extends readonly (infer Our)[]
  ? Theirs extends readonly (infer Their)[]
    ? Unknown<Our, NonNullable<Their>>
    : 'a list'
  : Ours extends object
    ? { [K in keyof Ours & string]-?: UnknownAt<K, NonNullable<Ours[K]>, Theirs> }[keyof Ours & string]
    : never;
type UnknownAt<K extends string, Ours, Theirs> = string extends keyof Theirs
  ? K
  : K extends keyof Theirs
    ? Below<K, Unknown<Ours, NonNullable<Theirs[K]>>>
    : K;
type Below<K extends string, Path> = Path extends string ? `${K}.${Path}` : never;
/** Names in an error of the compiler what there is although there should be none. */
type None<T extends never> = T;

// From here to the tests it is the compiler that fails. Whatever our schema takes is a dashboard of Grafana,
expectTypeOf<GrafanaDashboard>().not.toBeAny();
expectTypeOf<Dashboard>().toExtend<GrafanaDashboard>();
expectTypeOf<Dashboard['panels'][number]>().toExtend<GrafanaPanel>();
expectTypeOf<Dashboard['panels'][number]['targets'][number]>().toExtend<DataQuery>();
expectTypeOf<Dashboard['templating']['list'][number]>().toExtend<VariableModel>();
expectTypeOf<Dashboard>().toExtend<Known>();
// has no key that Grafana does not know,
expectTypeOf<None<Unknown<Dashboard, Known>>>().toBeNever();
// and such a key would be found, however deep it is, and where Grafana takes any.
interface Misspelt {
  readonly titel: string;
  readonly time: { readonly from: string; readonly until: string };
  readonly templating: { readonly list: readonly { readonly name: string; readonly sorting: number }[] };
  readonly panels: readonly {
    readonly fieldConfig: { readonly defaults: { readonly units?: string }; readonly overrides: readonly [] };
    readonly options: { readonly colourMode: string };
    readonly targets: readonly { readonly refId: string; readonly legend: string }[];
  }[];
}
type Found =
  | 'titel'
  | 'time.until'
  | 'templating.list.sorting'
  | 'panels.fieldConfig.defaults.units'
  | 'panels.options.colourMode'
  | 'panels.targets.legend';
expectTypeOf<Unknown<Misspelt, Known>>().toEqualTypeOf<Found>();

test('the model is that of the Grafana that is deployed', () => {
  expect(grafana.image).toMatch(new RegExp(`:${manifest.version}$`));
});

test('the number of the model is known to that Grafana', () => {
  const { schemaVersion } = Dashboard.properties;
  const valid = new Ajv().compile(schemaVersion);
  expect([defaultDashboard.schemaVersion, defaultDashboard.schemaVersion + 1].map((version) => valid(version))).toEqual([true, false]);
});
