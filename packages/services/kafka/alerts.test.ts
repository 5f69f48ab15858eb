import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { kafka } from './kafka.ts';

testAlerts(kafka, cases);
