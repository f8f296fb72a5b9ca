import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLogo } from './logo.ts'
import { makeFolder, plainPresentation, startPortolan } from './testing/portolan.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(8)])

async function fileOf(content: string | Buffer, name = 'logo'): Promise<string> {
  const file = join(await makeFolder(), name)
  await writeFile(file, content)
  return file
}

async function startWithLogo(content: string | Buffer) {
  const logo = readLogo(await fileOf(content))
  if (typeof logo === 'string') throw new Error(logo)
  const product = { name: 'Harbour', logo }
  const { url } = await startPortolan([{ name: 'a', server: 'http://127.0.0.1:1' }], {
    presentation: { ...plainPresentation, product },
  })
  const session = (await (await fetch(`${url}/session`)).json()) as {
    product: { name: string; logo: string }
  }
  return { url, product: session.product }
}

test.each([
  ['an SVG', svg, 'image/svg+xml', /^\/product\/logo-[0-9a-f]{12}\.svg$/],
  ['a PNG', png, 'image/png', /^\/product\/logo-[0-9a-f]{12}\.png$/],
])('%s is served as what it is, and can never run a script', async (_, content, type, path) => {
  const { url, product } = await startWithLogo(content)
  expect(product).toEqual({ name: 'Harbour', logo: expect.stringMatching(path) })
  const answer = await fetch(`${url}${product.logo}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(content))
})

test('nothing else is served there', async () => {
  const { url } = await startWithLogo(svg)
  for (const path of ['/product/logo.svg', '/product/', '/product/..%2flogo']) {
    const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
    expect(answer.status, path).toBe(404)
  }
})

test.each([
  [
    'with a prolog',
    '\uFEFF<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC "a" "b">\n<svg/>',
    null,
  ],
  ['of another kind', '<html><svg></svg></html>', 'neither an SVG nor a PNG'],
  ['that only begins like one', '<svgx></svgx>', 'neither an SVG nor a PNG'],
  ['with definitions of its own', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', 'neither an SVG nor a PNG'],
  ['of a JPEG', Buffer.from([0xff, 0xd8, 0xff]), 'neither an SVG nor a PNG'],
  ['that is empty', '', 'neither an SVG nor a PNG'],
  ['that is large', `<svg>${' '.repeat(256 * 1024)}</svg>`, 'larger than 256 KiB'],
])('a file %s', async (_, content, complaint) => {
  const logo = readLogo(await fileOf(content))
  if (complaint === null) expect(logo).toMatchObject({ type: 'image/svg+xml' })
  else expect(logo).toContain(complaint)
})
