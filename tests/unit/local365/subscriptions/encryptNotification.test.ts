import assert from 'node:assert/strict';
import {
  constants,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  privateDecrypt,
  X509Certificate,
} from 'node:crypto';
import {
  encryptContent,
  readCertificate,
} from '../../../../src/local365/subscriptions/encryptNotification.ts';
import { makeCertificate } from '../../../contract/local365/subscriptions/certificate.ts';

describe('encryptContent', () => {
  const { certificate, privateKey } = makeCertificate();
  const x509 = new X509Certificate(Buffer.from(certificate, 'base64'));

  it('can be decrypted with the private key as the documentation says, UTF-8 included', () => {
    const content = { id: 'x', name: 'Lucía 漢字' };
    const { data, dataKey, dataSignature, encryptionCertificateThumbprint } = encryptContent(
      content,
      x509,
      'id-1',
    );
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const key = privateDecrypt(
      { key: privateKey, padding, oaepHash: 'sha1' },
      Buffer.from(dataKey, 'base64'),
    );
    const bytes = Buffer.from(data, 'base64');
    assert.equal(key.length, 32);
    assert.equal(createHmac('sha256', key).update(bytes).digest('base64'), dataSignature);
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    assert.deepEqual(
      JSON.parse(Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8')),
      content,
    );
    assert.equal(encryptionCertificateThumbprint, x509.fingerprint.replaceAll(':', ''));
  });

  it('uses a fresh key for each item', () => {
    const first = encryptContent({ a: 1 }, x509, 'id-1');
    const second = encryptContent({ a: 1 }, x509, 'id-1');
    assert.notEqual(first.dataKey, second.dataKey);
    assert.notEqual(first.data, second.data);
  });
});

describe('readCertificate', () => {
  it('takes DER in base64 and nothing else', () => {
    const { certificate } = makeCertificate();
    assert.ok(readCertificate(certificate));
    for (const text of ['', 'nonsense!', 'bm9uZQ==', `-----BEGIN CERTIFICATE-----\n${certificate}`])
      assert.equal(readCertificate(text), null);
  });

  it('refuses an RSA key below 2048 bits and a bare public key', () => {
    assert.equal(readCertificate(makeCertificate(1024).certificate), null);
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    assert.equal(readCertificate(publicKey.export({ type: 'spki', format: 'der' }).toString('base64')), null);
  });
});
