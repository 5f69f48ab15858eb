import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { grafana } from './grafana.ts';

testAlerts(grafana, cases);
