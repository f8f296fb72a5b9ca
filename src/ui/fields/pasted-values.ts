/** The values of a pasted text: lines, values between commas, items of a YAML or JSON list. */
export function pastedValues(text: string, withCommas: boolean): readonly string[] {
  return text
    .split(withCommas ? /[\r\n]+/ : /[\r\n,;]+/)
    .map((line) => plain(line.replace(/^\s*-\s+/, '').replace(/\s#.*$/, '')))
    .filter((value) => value !== '')
}

function plain(value: string): string {
  const bare = value
    .trim()
    .replace(/^\[|\]$/g, '')
    .trim()
  return bare.replace(/^(["'])(.*)\1$/, '$2')
}
