const secretWords = [
  'password',
  'passwd',
  'passphrase',
  '(^|[-_./])pwd',
  '(^|[-_./])token',
  '(^|[-_./])secret',
  '(api|access|private|secret|account|shared|signing|encryption|master|jwt)[-_.]?key',
  'secret[-_.]?key[-_.]?base',
  'connection[-_.]?string',
  'rediscli_auth|neo4j_auth',
];
const secretName = new RegExp(`(${secretWords.join('|')})$`, 'i');

/** Whether a name promises a secret: `PGPASSWORD`, `openaiApiKey`; not `TOKEN_TTL`, `PASSWORD_FILE` or `SECRET_NAME`, which are about one. */
export function saysSecret(name: string): boolean {
  let says = judged.get(name);
  if (says === undefined) {
    says = secretName.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
    judged.set(name, says);
  }
  return says;
}

/** The same few names stand in thousands of objects. */
const judged = new Map<string, boolean>();

/** `$(NAME)`, `${NAME}`, `$NAME`, `{{ name }}` and `<name>` stand for a value that comes from elsewhere. */
const placeholder = /\$\(\w+\)|\$\{|^\$\w+$|\{\{|^<.*>$/;
const switches = /^(true|false|yes|no|on|off|none|null|enabled|disabled)$/i;
const filePath = /^\/[\w.-]+(\/[\w.-]+)+$/;

/** Whether a value can't be a secret: empty, a switch, the path of a file, or composed of what comes from elsewhere. */
export function isHarmless(value: string): boolean {
  return value === '' || value.includes('\n') || switches.test(value) || filePath.test(value) || placeholder.test(value);
}

const patterns: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a URL with a password': /:\/\/[^\s/:@"'<>]*:(?:[\w.~!+=;,-]|%[0-9A-Fa-f]{2})+@/,
  'a connection string with a password': /[?&;][Pp](?:assword|asswd|wd)=[\w.~!+,-]+/,
  'a key of AWS': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a key of PostHog': /\bph[cx]_[A-Za-z0-9]{20,}/,
  'an API key': /\bsk-(?=[\w-]*\d)[\w-]{20,}/,
  'a token of GitHub': /\bgh[pousr]_[A-Za-z0-9]{36}/,
  'a token of Slack': /\bxox[abeprs]-[A-Za-z0-9-]{10,}/,
  'a JSON Web Token': /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
  'a key of an Azure account': /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20,}/,
};
const anyPattern = new RegExp(
  Object.values(patterns)
    .map(({ source }) => `(?:${source})`)
    .join('|'),
);

/** What a text looks like that holds a secret, whatever it is called. */
export function looksLikeSecret(text: string): string | undefined {
  return findSecret(text)?.what;
}

/** Where in a text something stands that looks like a secret. */
export function findSecret(text: string): { readonly what: string; readonly start: number; readonly end: number } | undefined {
  if (!anyPattern.test(text)) return undefined;
  for (const [what, pattern] of Object.entries(patterns)) {
    const match = pattern.exec(text);
    if (match) return { what, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}
