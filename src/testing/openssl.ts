/** The program `openssl` in a folder of its own, for tests that compare with what it says. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const configuration = `[req]
distinguished_name = dn
string_mask = utf8only
[dn]
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`

export interface Answer {
  readonly ok: boolean
  readonly stdout: string
}

export class Openssl {
  private readonly folder = mkdtempSync(join(tmpdir(), 'openssl-'))

  constructor() {
    // Also where a test file fails before its tests begin.
    process.once('exit', () => this.remove())
    this.write('openssl.cnf', configuration)
    this.write('index.txt', '')
    this.write('serial', '1000\n')
  }

  /** Arguments are parted by spaces; `·` is a space within one. Throws where there is no such program. */
  ask(line: string): Answer {
    const args = line.split(' ').filter(Boolean)
    const { error, status, stdout } = spawnSync(
      'openssl',
      args.map((part) => part.replaceAll('·', ' ')),
      {
        cwd: this.folder,
        input: '',
        // Without the configuration of the machine.
        env: { ...process.env, OPENSSL_CONF: join(this.folder, 'openssl.cnf'), LC_ALL: 'C' },
        encoding: 'utf8',
      },
    )
    if (error !== undefined)
      throw new Error('This test needs the program openssl in the path.', { cause: error })
    return { ok: status === 0, stdout }
  }

  /** What it says where it succeeds; throws where it does not. */
  run(line: string): string {
    const { ok, stdout } = this.ask(line)
    if (!ok) throw new Error(`openssl failed: ${line}`)
    return stdout
  }

  /** `<name>.key`, in PKCS#8. */
  makeKey(name: string, algorithm: string): void {
    this.run(`genpkey -out ${name}.key -algorithm ${algorithm}`)
  }

  /** `<name>.crt` for `<key>.key`, signed by `<issuer>.key` or, where none is named, by itself. */
  issue(name: string, key: string, subject: string, rest = '', issuer = ''): void {
    const by = issuer === '' ? '' : `-CA ${issuer}.crt -CAkey ${issuer}.key`
    const of = `-key ${key}.key -subj ${subject.replaceAll(' ', '·')} -utf8`
    this.run(`req -x509 -new ${of} -out ${name}.crt ${by} ${rest}`)
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8')
  }

  bytes(name: string): Uint8Array {
    return readFileSync(join(this.folder, name))
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export const keyAlgorithms = {
  rsa: 'rsa -pkeyopt rsa_keygen_bits:2048',
  rsa1024: 'rsa -pkeyopt rsa_keygen_bits:1024',
  'rsa-pss': 'rsa-pss -pkeyopt rsa_keygen_bits:2048',
  ec: 'ec -pkeyopt ec_paramgen_curve:P-256',
  p384: 'ec -pkeyopt ec_paramgen_curve:P-384',
  p521: 'ec -pkeyopt ec_paramgen_curve:P-521',
  p224: 'ec -pkeyopt ec_paramgen_curve:P-224',
  p192: 'ec -pkeyopt ec_paramgen_curve:prime192v1',
  k1: 'ec -pkeyopt ec_paramgen_curve:secp256k1',
  brainpool: 'ec -pkeyopt ec_paramgen_curve:brainpoolP256r1',
  explicit: 'ec -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit',
  ed25519: 'ed25519',
  ed448: 'ed448',
} as const

export const isAuthority = '-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign'
export const isNoAuthority = '-addext basicConstraints=critical,CA:FALSE'
export const forNames = (names: string) => (names === '' ? '' : `-addext subjectAltName=${names}`)
