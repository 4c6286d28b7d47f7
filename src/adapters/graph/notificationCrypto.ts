/** Opens the encrypted content of rich notifications ("Set up change notifications that include resource data"). */
import { constants, createDecipheriv, createHmac, privateDecrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ContractError } from '../../kernel/errors.ts';

export const encryptedContentSchema = z.object({
  data: z.string(),
  dataKey: z.string(),
  dataSignature: z.string(),
  encryptionCertificateId: z.string(),
});
export type EncryptedContent = z.infer<typeof encryptedContentSchema>;

/**
 * Checks the signature, then decrypts. `keys` are PEM private keys by certificate id; an old one stays until no
 * notification names it. Throws ContractError when the key is unknown, the signature is wrong or the content is no JSON.
 */
export function openEncryptedContent(content: EncryptedContent, keys: ReadonlyMap<string, string>): unknown {
  const privateKey = keys.get(content.encryptionCertificateId);
  if (privateKey === undefined) throw broken('it names a certificate that Docket has no key for');
  const data = Buffer.from(content.data, 'base64');
  const key = openKey(content.dataKey, privateKey);
  const signature = createHmac('sha256', key).update(data).digest();
  const given = Buffer.from(content.dataSignature, 'base64');
  if (given.length !== signature.length || !timingSafeEqual(given, signature))
    throw broken('its signature is wrong');
  try {
    const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    const text = Buffer.concat([cipher.update(data), cipher.final()]).toString('utf8');
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw broken('it does not decrypt to JSON', cause);
  }
}

/** The symmetric key: RSA-OAEP with SHA-1, as the page prescribes. */
function openKey(dataKey: string, privateKey: string): Buffer {
  try {
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    return privateDecrypt({ key: privateKey, ...padding }, Buffer.from(dataKey, 'base64'));
  } catch (cause) {
    throw broken('its key cannot be opened', cause);
  }
}

const broken = (why: string, cause?: unknown): ContractError =>
  new ContractError('notification-content', `The content of a change notification cannot be read: ${why}.`, {
    cause,
  });
