// @ts-check
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { apps, environmentNames, objectsOf } from '../workload.mjs';

const [outdir = 'dist', environments = '20'] = process.argv.slice(2);
const start = performance.now();
const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART });
for (const environment of environmentNames(Number(environments))) {
  const chart = new Chart(app, environment);
  for (const object of apps.flatMap((each) => objectsOf(environment, each)))
    new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
}
app.synth();
process.stdout.write(String(performance.now() - start));
