package dev.latchkey.kernel.privacy;

/** A key as it rests in a database: encrypted with the named key-encryption key. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried between the database and the cipher
public record WrappedKey(String keyEncryptionKeyId, byte[] ciphertext) {}
