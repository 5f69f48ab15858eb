export { build, factsOf, find, type Rendering, render } from './render.ts';
