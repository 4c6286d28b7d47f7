/** A self-signed certificate made with node:crypto alone, so that no test needs a tool or a stored key. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const size = content.length.toString(16);
  const length = Buffer.from(size.length % 2 === 0 ? size : `0${size}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with NULL parameters. */
const SHA256_RSA = sequence(tlv(0x06, Buffer.from('2a864886f70d01010b', 'hex')), tlv(0x05));
const COMMON_NAME = Buffer.from('550403', 'hex');

export interface TestCertificate {
  /** Base64 DER, as `encryptionCertificate` takes it. */
  readonly certificate: string;
  readonly privateKey: KeyObject;
}

export function makeCertificate(bits = 2048): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const name = sequence(
    tlv(0x31, sequence(tlv(0x06, COMMON_NAME), tlv(0x0c, Buffer.from('subscriber.example')))),
  );
  const validity = sequence(tlv(0x17, Buffer.from('260101000000Z')), tlv(0x17, Buffer.from('360101000000Z')));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    SHA256_RSA,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = sequence(body, SHA256_RSA, tlv(0x03, Buffer.from([0]), signature));
  return { certificate: certificate.toString('base64'), privateKey };
}
