// @ts-check
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requirementsPage } from './page.mjs';
import { judge, readSources } from './requirements.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { requirements, complaints } = judge(readSources(root));
writeFileSync(`${root}/docs/requirements.md`, requirementsPage(requirements));
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
