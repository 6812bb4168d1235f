package dev.latchkey.audit.proof.anchor;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tree heads are kept outside, prefix {@code latchkey.audit.tree-heads.anchors}; any of them, or none.
 *
 * @param interval how often it is looked for new heads
 */
@ConfigurationProperties("latchkey.audit.tree-heads.anchors")
record AnchorProperties(
        @DefaultValue("5s") Duration interval,
        @DefaultValue InFile file,
        @DefaultValue InTopic topic,
        @DefaultValue InBucket bucket) {

    /**
     * A file that only grows.
     *
     * @param path empty for none
     */
    record InFile(@DefaultValue("") Path path) {}

    /** The topic {@code latchkey.tree-head}. */
    record InTopic(@DefaultValue("false") boolean enabled) {}

    /**
     * A bucket of an object store that speaks S3 and has object lock turned on.
     *
     * @param endpoint of the store, without the bucket; the bucket is named in the path
     * @param name of the bucket; empty for none
     * @param prefix of the objects' names
     * @param mode of the lock, COMPLIANCE or GOVERNANCE
     * @param retention how long nobody can delete an object
     */
    record InBucket(
            @DefaultValue("https://s3.us-east-1.amazonaws.com")
            URI endpoint,

            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String name,
            @DefaultValue("tree-heads/") String prefix,
            @DefaultValue("COMPLIANCE") String mode,
            @DefaultValue("3650d") Duration retention,
            @DefaultValue("") String accessKeyId,
            @DefaultValue("") String secretAccessKey) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "InBucket[endpoint=%s, name=%s]".formatted(endpoint, name);
        }
    }
}
