package dev.latchkey.gateway;

/** A setting from outside cannot be used; the message names its key. */
final class InvalidSettingException extends RuntimeException {

    InvalidSettingException(String key, String problem) {
        super(key + " " + problem);
    }
}
