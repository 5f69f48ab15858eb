/** One line that says how far a long run is. */
export interface Progress {
  /** Said before each of the `total` steps. */
  step(label: string): void;
  /** Erases the line. */
  end(): void;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface ProgressOptions {
  readonly total: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds, for tests. */
  readonly now?: () => number;
}

const patience = 300;
const pause = 50;
const eraseLine = '\r\u001b[K';

/** Silent unless the stream is a terminal of a person, and for the first moments: most runs are over before anything needs to be said. */
export function startProgress(stream: Stream, { total, env, now = performance.now.bind(performance) }: ProgressOptions): Progress {
  if (!stream.isTTY || env.TERM === 'dumb' || isContinuousIntegration(env)) return { step() {}, end() {} };
  const width = Math.max(1, (stream.columns ?? 80) - 1);
  let next = now() + patience;
  let done = 0;
  let shown = false;
  return {
    step(label) {
      done += 1;
      if (now() < next) return;
      next = now() + pause;
      shown = true;
      stream.write(`${eraseLine}${`${done}/${total} ${label}`.slice(0, width)}`);
    },
    end() {
      if (shown) stream.write(eraseLine);
      shown = false;
    },
  };
}

function isContinuousIntegration({ CI }: ProgressOptions['env']): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0';
}
