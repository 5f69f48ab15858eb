export { build, find, type Rendering, render } from './render.ts';
