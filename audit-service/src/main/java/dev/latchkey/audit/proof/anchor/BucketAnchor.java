package dev.latchkey.audit.proof.anchor;

import dev.latchkey.audit.proof.anchor.AnchorProperties.InBucket;
import dev.latchkey.proof.head.AnchorRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Puts each record as an object that nobody can delete for a time, into a bucket with object lock (S3 PutObject). */
final class BucketAnchor implements TreeHeadAnchor {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    /** The client writes these itself. */
    private static final Set<String> NOT_OURS = Set.of("host", "content-length");

    private final InBucket bucket;
    private final Clock clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    BucketAnchor(InBucket bucket, Clock clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bucket";
    }

    @Override
    public void keep(long headId, AnchorRecord record) throws IOException, InterruptedException {
        byte[] body = (record.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest signed = signed(put(objectName(headId, record), body), body);
        HttpResponse<Void> answer = http.send(httpRequest(signed, body), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("the object store answered " + answer.statusCode());
        }
    }

    /** Names sort in the order of heads and leaves. */
    private String objectName(long headId, AnchorRecord record) {
        return "%s%019d-%019d.json".formatted(bucket.prefix(), headId, record.from());
    }

    private SdkHttpRequest put(String objectName, byte[] body) {
        URI object = URI.create(
                bucket.endpoint().toString().replaceFirst("/$", "") + "/" + bucket.name() + "/" + objectName);
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(object)
                .putHeader("Content-Type", "application/json")
                // The store insists on one where objects are locked.
                .putHeader("Content-MD5", Base64.getEncoder().encodeToString(md5(body)))
                .putHeader("x-amz-object-lock-mode", bucket.mode())
                .putHeader(
                        "x-amz-object-lock-retain-until-date",
                        clock.instant()
                                .plus(bucket.retention())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .build();
    }

    private SdkHttpRequest signed(SdkHttpRequest request, byte[] body) {
        return signer.sign(signing -> signing.request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .identity(AwsCredentialsIdentity.create(bucket.accessKeyId(), bucket.secretAccessKey()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, bucket.region())
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
                .request();
    }

    private static HttpRequest httpRequest(SdkHttpRequest signed, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri())
                .timeout(ANSWER_LIMIT)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            if (NOT_OURS.stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    /** For the transport alone; nothing rests on it. */
    private static byte[] md5(byte[] body) {
        try {
            return MessageDigest.getInstance("MD5").digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has MD5", missing);
        }
    }
}
