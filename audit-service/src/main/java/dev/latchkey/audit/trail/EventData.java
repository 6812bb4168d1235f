package dev.latchkey.audit.trail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether the value of a record is JSON that can stand in a line as it is. */
final class EventData {

    /** Less than a reader of lines allows, so that every line can be read. */
    private static final int MOST_DEPTH = 100;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventData() {}

    /** The value read as one JSON document in UTF-8 on a single line; empty when it is anything else. */
    static Optional<JsonNode> read(byte[] value) {
        try {
            // Through text, because a reader of bytes would guess other encodings and let broken UTF-8 pass.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            if (text.startsWith("\uFEFF") || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                return Optional.empty();
            }
            return Optional.of(STRICT.readTree(text)).filter(json -> !json.isMissingNode());
        } catch (CharacterCodingException | JacksonException none) {
            return Optional.empty();
        }
    }
}
