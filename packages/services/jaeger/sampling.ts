const everything = 0.1;
const artificialIntelligence = 0.5;

/** Which share of the requests SDKs are told to record (V035). */
export function samplingStrategies(aiServices: readonly string[]): string {
  const strategies = {
    default_strategy: probabilistic(everything),
    service_strategies: aiServices.map((service) => ({ service, ...probabilistic(artificialIntelligence) })),
  };
  return `${JSON.stringify(strategies, null, 2)}\n`;
}

function probabilistic(param: number) {
  return { type: 'probabilistic', param };
}
