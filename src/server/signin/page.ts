/** A page of one sentence, for when a sign-in that left the console comes back with nothing. */

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function failurePage(sentence: string): string {
  const text = sentence.replace(/[&<>"']/g, (each) => escapes[each] ?? each)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign-in failed</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
main { max-width: 32rem; margin: 20vh auto 0; padding: 0 1rem }
h1 { font-size: 1.25rem }
</style>
</head>
<body>
<main>
<h1>Sign-in failed</h1>
<p role="alert">${text}</p>
<p><a href="/">Back to the console</a></p>
</main>
</body>
</html>
`
}
