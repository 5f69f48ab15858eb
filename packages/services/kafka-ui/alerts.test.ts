import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { kafkaUi } from './kafka-ui.ts';

testAlerts(kafkaUi, cases);
