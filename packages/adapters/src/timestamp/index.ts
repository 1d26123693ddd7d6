// Time-stamping authorities (RFC 3161): asking for a token, and checking one. ASN.1, CMS and certificate paths are PKI.js's.
export { type Authority, parseAuthorities } from "./authority.ts"
export { checking } from "./check.ts"
export { MOST_TOKEN_BYTES } from "./der.ts"
export { newNonce, timestampRequest, tokenIn } from "./exchange.ts"
