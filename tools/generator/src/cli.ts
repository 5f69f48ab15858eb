import { parseArgs } from 'node:util';
import type { AnyService } from '@gitops/kit';
import { publish } from './commands/publish.ts';
import { runAndReport } from './commands/run-and-report.ts';
import { usage } from './commands/usage.ts';
import { didYouMean } from './parse/did-you-mean.ts';

/** The generator as a program: 0 fine, 1 problems, 2 wrong arguments or a bug of ours. */
export function main(argv: readonly string[], services: readonly AnyService[], program?: string): number {
  try {
    return dispatch(argv, services, program);
  } catch (error) {
    const { stack = String(error), cause } = error as Error;
    process.stderr.write(`This is a bug of the generator, not of your files. Please report it with these lines:\n${stack}\n`);
    if (cause instanceof Error) process.stderr.write(`caused by ${cause.stack}\n`);
    return 2;
  }
}

function dispatch(argv: readonly string[], services: readonly AnyService[], program: string | undefined): number {
  const parsed = parse(argv);
  if (typeof parsed === 'string') return refuse(parsed);
  const { values, positionals } = parsed;
  const [command, ...folders] = positionals;
  if (values.help || command === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  if (command === 'generate' || command === 'check') {
    const wish = { folders, environments: values.env ?? [] };
    return runAndReport({
      command,
      wish,
      services,
      program,
      conflicts: values.force ? 'overwrite' : 'refuse',
      format: values.json ? 'json' : 'text',
    });
  }
  if (command === 'schemas' || command === 'docs') return publish(command, services);
  return refuse(command === undefined ? 'A command is missing.' : unknownCommand(command));
}

const commands = ['generate', 'check', 'schemas', 'docs'];

function unknownCommand(command: string): string {
  // What Nx calls it.
  const suggestion = command === 'environments' ? 'generate' : didYouMean(command, commands);
  return `There is no command "${command}".${suggestion ? ` Did you mean "${suggestion}"?` : ''}`;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        env: { type: 'string', multiple: true },
        force: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return inOneSentence(error as Error, argv);
  }
}

const options = ['--env', '--force', '--json', '--help'];

/** Node's own message goes on about positional arguments. */
function inOneSentence({ message }: Error, argv: readonly string[]): string {
  const [, option] = /^Unknown option '([^']+)'/.exec(message) ?? [];
  const written = option && argv.find((argument) => argument.startsWith(option));
  if (!written) return message.endsWith('.') ? message : `${message.replace(/ argument missing$/, ' lacks its value')}.`;
  const suggestion = didYouMean(option, options);
  return `There is no option ${option}.${suggestion ? ` Did you mean ${suggestion}?` : ''}`;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n\n${usage}`);
  return 2;
}
