import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { elasticsearch } from './elasticsearch.ts';

testAlerts(elasticsearch, cases);
