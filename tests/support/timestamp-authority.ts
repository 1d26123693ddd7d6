// A throw-away time-stamping authority: certificates by openssl, tokens by `openssl ts`, over HTTP on loopback.
import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"

export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0

/** Why tests are left out where they are. */
export const withoutOpenssl = "openssl is not installed: no authority to ask"

export const openssl = (folder: string, ...args: ReadonlyArray<string>): string =>
  execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })

const config = `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[leafless]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
authorityKeyIdentifier = keyid
[alone]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[lax]
extendedKeyUsage = timeStamping
[server]
extendedKeyUsage = critical,serverAuth
[strange]
extendedKeyUsage = critical,timeStamping
1.2.3.4.5 = critical,ASN1:UTF8String:something
[office]
database = index.txt
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = anything
[anything]
countryName = optional
organizationName = optional
commonName = supplied
[tsa_config]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1, millisecs:500, microsecs:100
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`

/** How `20261128210000Z` begins in DER: with its type, and its length. */
const GENERALIZED_TIME = 0x18
const TIME_BYTES = 15

/** A folder in which keys and certificates of one authority after the other are made. */
export const certificatesIn = (folder: string) => {
  mkdirSync(folder)
  writeFileSync(join(folder, "openssl.cnf"), config)
  writeFileSync(join(folder, "serial"), "01\n")
  writeFileSync(join(folder, "index.txt"), "")
  const run = (...args: ReadonlyArray<string>) => openssl(folder, ...args)
  const file = (name: string) => readFileSync(join(folder, name))

  /** A certificate NAME.pem with its key; `by` signs it, or itself. */
  const certify = (
    name: string,
    extensions: string,
    by: string | null,
    {
      days = "30",
      key = ["-newkey", "rsa:2048"]
    }: { readonly days?: string; readonly key?: ReadonlyArray<string> } = {}
  ) => {
    const subject = ["-subj", `/C=VN/O=Co quan thu/CN=${name}`]
    const made = ["-noenc", "-keyout", `${name}.key`, "-config", "openssl.cnf"]
    if (by === null) {
      run("req", "-x509", ...key, ...subject, ...made, "-days", days, "-extensions", extensions, "-out", `${name}.pem`)
      return
    }
    run("req", "-new", ...key, ...subject, ...made, "-out", `${name}.csr`)
    const signing = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial", "-days", days]
    const extended = ["-extfile", "openssl.cnf", "-extensions", extensions]
    run("x509", "-req", "-in", `${name}.csr`, ...signing, ...extended, "-out", `${name}.pem`)
  }

  /** The answer of the authority NAME to a request; `more` is for other arguments. */
  const answer = (name: string, request: Uint8Array, ...more: ReadonlyArray<string>): Buffer => {
    writeFileSync(join(folder, "request.tsq"), request)
    const signer = ["-signer", `${name}.pem`, "-inkey", `${name}.key`]
    const asked = ["-queryfile", "request.tsq", "-config", "openssl.cnf", "-section", "tsa_config"]
    run("ts", "-reply", ...asked, ...signer, ...more, "-out", "answer.tsr")
    return file("answer.tsr")
  }

  /** A certificate for time stamping that is valid between two moments, as 20200131000000Z. */
  const certifyBetween = (name: string, by: string, start: string, end: string) => {
    const key = ["-newkey", "rsa:2048", "-noenc", "-keyout", `${name}.key`]
    run(
      "req",
      "-new",
      ...key,
      "-subj",
      `/C=VN/O=Co quan thu/CN=${name}`,
      "-config",
      "openssl.cnf",
      "-out",
      `${name}.csr`
    )
    const signing = ["-cert", `${by}.pem`, "-keyfile", `${by}.key`, "-startdate", start, "-enddate", end]
    const office = ["-batch", "-notext", "-config", "openssl.cnf", "-name", "office", "-extensions", "tsa"]
    run("ca", ...office, ...signing, "-in", `${name}.csr`, "-out", `${name}.pem`)
  }

  /** NAME's certificate with its name and key, signed by another authority. */
  const certifyAgain = (name: string, extensions: string, by: string, out: string) => {
    run("req", "-new", "-key", `${name}.key`, "-subj", `/C=VN/O=Co quan thu/CN=${name}`, "-out", "again.csr")
    const signing = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"]
    run(
      "x509",
      "-req",
      "-in",
      "again.csr",
      ...signing,
      "-extfile",
      "openssl.cnf",
      "-extensions",
      extensions,
      "-out",
      out
    )
  }

  /** A token in which NAME says another time, to the second. */
  const backdate = (name: string, token: Uint8Array, generatedAt: Date): Buffer =>
    forge(name, token, (info) => {
      const at = info.indexOf(Uint8Array.of(GENERALIZED_TIME, TIME_BYTES)) + 2
      info.write(generatedAt.toISOString().slice(0, 19).replaceAll(/[-:T]/g, ""), at)
      return info
    })

  /** A token in which NAME signs what an authority would not: the content of another token, changed. */
  const forge = (name: string, token: Uint8Array, change: (info: Buffer) => Buffer = (info) => info): Buffer => {
    writeFileSync(join(folder, "real.tst"), token)
    run("cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-in", "real.tst", "-out", "info")
    writeFileSync(join(folder, "info"), change(file("info")))
    const type = ["-econtent_type", "1.2.840.113549.1.9.16.1.4", "-nodetach", "-binary", "-cades", "-md", "sha256"]
    const signer = ["-signer", `${name}.pem`, "-inkey", `${name}.key`]
    run("cms", "-sign", ...type, ...signer, "-in", "info", "-outform", "DER", "-out", "forged.tst")
    return file("forged.tst")
  }
  return { folder, file, run, certify, certifyAgain, certifyBetween, answer, forge, backdate }
}

export interface Answer {
  readonly status?: number
  readonly type?: string
  readonly body: Uint8Array
}

/** Answers POSTs on loopback as it is told; null keeps whoever asks waiting. */
export const authorityServer = async (reply: (request: Buffer, type: string) => Answer | null) => {
  const server = createServer((request, response) => {
    const pieces: Array<Buffer> = []
    request.on("data", (piece: Buffer) => pieces.push(piece))
    request.on("end", () => {
      const answer = reply(Buffer.concat(pieces), request.headers["content-type"] ?? "")
      if (answer === null) return
      const { status = 200, type = "application/timestamp-reply", body } = answer
      response.writeHead(status, { "content-type": type }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("not listening")
  return {
    url: `http://127.0.0.1:${address.port}/tsa`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}
