#!/usr/bin/env node
/** The sandbox alone, for kubectl and other clients of the Kubernetes API. */
import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { createSandbox } from './sandbox/index.ts'

interface Flags {
  readonly port: number
  readonly writeKubeconfig: string
  readonly sandboxScale: number
}

const command = new Command('sandbox')
  .description('An in-memory Kubernetes API with sample content, on the loopback interface')
  .addOption(
    new Option('--port <number>', 'port to listen on; 0 takes a free one').default(0).argParser(parsePort),
  )
  .addOption(
    new Option(
      '--write-kubeconfig <file>',
      'where to put a kubeconfig with an administrator, a developer and an auditor',
    ).makeOptionMandatory(),
  )
  .addOption(scaleOption())

await run(command.parse().opts<Flags>())

async function run({ port, writeKubeconfig: file, sandboxScale: scale }: Flags): Promise<void> {
  const sandbox = await createSandbox({ scale })
  try {
    const { kubeconfig } = await sandbox.listen({ port, tls: true })
    // It holds tokens.
    await writeFile(file, kubeconfig, { mode: 0o600 })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const sentence =
      code === 'EADDRINUSE'
        ? `Port ${port} on 127.0.0.1 is in use; choose another with --port.`
        : `The sandbox cannot start: ${message}`
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void sandbox.close().then(() => process.exit(0)))
  }
  process.stdout.write(`The sandbox is ready: kubectl --kubeconfig ${file} get services --all-namespaces\n`)
}

function parsePort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return port
}

function scaleOption(): Option {
  return new Option('--sandbox-scale <times>', 'how many times the sample projects stand side by side')
    .default(1)
    .argParser((value) => {
      const times = Number(value)
      if (!/^\d+$/.test(value) || times < 1 || times > 1000)
        throw new InvalidArgumentError('It must be a number from 1 to 1000.')
      return times
    })
}
