/** A child without a pin would follow the branch by itself and out of order, so the chart takes a commit or nothing. */
const valuesSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['revision'],
  properties: {
    revision: {
      description: 'The commit that the children are pinned to',
      // `--set` makes a number of a hash without letters.
      type: ['string', 'integer'],
      pattern: '^[0-9a-f]{4,64}$',
    },
  },
};

/** The files beside `templates/` that make the children of an environment a Helm chart, by their names. */
export function rootChart(environment: string) {
  return {
    'Chart.yaml': {
      apiVersion: 'v2',
      name: environment,
      description: `Applications of the environment ${environment}, pinned to the commit that its root syncs`,
      type: 'application',
      version: '0.0.0',
    },
    'values.schema.json': `${JSON.stringify(valuesSchema, undefined, 2)}\n`,
  };
}
