import { services as catalogue } from '../generator/src/catalogue.generated.ts';
import { benchApp } from './bench-app.ts';

/** The builder of the benchmark beside all others, so that a start costs what it costs in earnest. */
export const services = [benchApp, ...catalogue];
