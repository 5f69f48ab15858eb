/** A random value that a shell makes on the spot: hexadecimal, because passwords end up in URLs; two digits a byte. */
export function randomValue(characters: number): string {
  return `$(openssl rand -hex ${Math.ceil(characters / 2)})`;
}

/** The variable of the shell from which a value comes that somebody else issues; where it is not set, the shell says so and runs nothing. */
export function givenValue(name: string): string {
  const variable = name
    .toUpperCase()
    .replaceAll(/\W/g, '_')
    .replace(/^(?=\d)/, '_');
  return `\${${variable}:?}`;
}
