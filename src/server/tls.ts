/** The server's own certificate, read again when its files change. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { Server } from 'node:tls'
import type { Logger } from 'pino'
import type { TlsOptions } from './signin/options.ts'
import { SignInProblem } from './signin/problem.ts'

const lookMs = 10_000

export interface TlsMaterial {
  readonly cert: Buffer
  readonly key: Buffer
  readonly minVersion: 'TLSv1.2'
}

/** Throws a sentence on a file that cannot be read. */
export function readTls({ certFile, keyFile }: TlsOptions): TlsMaterial {
  const read = (file: string) => {
    try {
      return readFileSync(file)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new SignInProblem(`The TLS file ${file} cannot be read (${code ?? String(error)}).`)
    }
  }
  return { cert: read(certFile), key: read(keyFile), minVersion: 'TLSv1.2' }
}

/** Connections that are open stay as they are. A pair that does not fit, half written maybe, changes nothing. */
export function followTls(options: TlsOptions, server: Server, log: Logger, interval = lookMs): () => void {
  const look = () => {
    try {
      server.setSecureContext(readTls(options))
      log.info('the TLS certificate was read again')
    } catch (error) {
      log.warn(
        { reason: (error as Error).message },
        'the changed TLS files cannot be used; the old ones stay',
      )
    }
  }
  const files = [options.certFile, options.keyFile]
  // Secrets of Kubernetes are replaced by moving a link, which events of the file system do not tell.
  for (const file of files) watchFile(file, { interval, persistent: false }, look)
  return () => {
    for (const file of files) unwatchFile(file, look)
  }
}
