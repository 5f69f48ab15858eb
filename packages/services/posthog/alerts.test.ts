import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { posthog } from './posthog.ts';

testAlerts(posthog, cases);
