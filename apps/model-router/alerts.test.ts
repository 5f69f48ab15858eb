import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { modelRouter } from './model-router.ts';

testAlerts(modelRouter, cases);
