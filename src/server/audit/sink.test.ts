import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder } from '../testing/portolan.ts'
import { auditDefaults } from './options.ts'
import { type AuditSink, openSink, StreamSink } from './sink.ts'

async function setUp(maxFiles = 2) {
  const folder = join(await makeFolder(), 'audit')
  const file = join(folder, 'audit.log')
  const sink = openSink({ ...auditDefaults, destination: 'file', file, maxSize: 1, maxFiles }) as AuditSink
  onTestFinished(() => sink.close())
  return { folder, file, sink }
}

test("a file is made with its folder, is its owner's only, and goes on where it ended", async () => {
  const { file, sink } = await setUp()
  await sink.write('one\n')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await sink.close()
  await sink.write('two\n')
  expect(await readFile(file, 'utf8')).toBe('one\ntwo\n')
})

test('a file that more may read is theirs no longer', async () => {
  const { folder, file, sink } = await setUp()
  await mkdir(folder)
  await writeFile(file, 'old\n')
  await chmod(file, 0o644)
  await sink.write('new\n')
  await expect.poll(async () => (await stat(file)).mode & 0o777).toBe(0o600)
})

test('a large file is put aside, and the oldest one goes', async () => {
  const { folder, file, sink } = await setUp(2)
  const half = `${'x'.repeat(512 * 1024)}\n`
  for (let round = 0; round < 9; round++) await sink.write(`${round}${half}`)
  expect((await readdir(folder)).sort()).toEqual(['audit.log', 'audit.log.1', 'audit.log.2'])
  const first = async (name: string) => (await readFile(join(folder, name), 'utf8'))[0]
  expect([await first('audit.log'), await first('audit.log.1'), await first('audit.log.2')]).toEqual([
    '8',
    '6',
    '4',
  ])
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  expect((await stat(file)).size).toBeLessThan(1024 * 1024)
})

test('a place that cannot be written rejects, and works once it can', async () => {
  const { folder, file, sink } = await setUp()
  await writeFile(folder, 'not a folder')
  await expect(sink.write('lost\n')).rejects.toThrow()
  await rm(folder)
  await sink.write('found\n')
  expect((await readFile(file, 'utf8')).trim()).toBe('found')
})

test('a stream that fails rejects, and harms nothing', async () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) })
  await expect(new StreamSink(stream).write('x')).rejects.toThrow('EPIPE')
})

test('off is no sink; a file needs a name', () => {
  expect(openSink(auditDefaults)).toBeNull()
  expect(() => openSink({ ...auditDefaults, destination: 'file' })).toThrow('none is named')
})
