import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { jaeger } from './jaeger.ts';

testAlerts(jaeger, cases);
