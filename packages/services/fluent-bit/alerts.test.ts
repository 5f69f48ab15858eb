import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { fluentBit } from './fluent-bit.ts';

testAlerts(fluentBit, cases);
