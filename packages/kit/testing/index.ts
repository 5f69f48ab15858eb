export { alertRules, testAlerts } from './alerts.ts';
export { freePort } from './free-port.ts';
export { startMariadb } from './mariadb.ts';
export { pathOf } from './path-of.ts';
export { mainContainer, podOf } from './pod.ts';
export { build, find, type Rendering, render } from './render.ts';
