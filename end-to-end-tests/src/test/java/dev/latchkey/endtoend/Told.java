package dev.latchkey.endtoend;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One step of a way, as a part of the suite told it. */
record Told(
        String part,
        String name,
        String trace,
        String id,
        String parent,
        Map<String, String> attributes,
        List<String> cameFrom) {

    static Told of(String part, Span span) {
        return new Told(
                part,
                span.getName(),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, Told::textOf)),
                span.getLinksList().stream().map(link -> hex(link.getSpanId())).toList());
    }

    private static String textOf(KeyValue attribute) {
        var value = attribute.getValue();
        return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }
}
