package dev.latchkey.proof.verify;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.proof.verify.Report.Judged;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a report for people or for machines. */
public final class Reports {

    private Reports() {}

    /** In lines of plain text. */
    public static String text(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, "Export of %s".formatted(positions(report.from(), report.to())));
        for (Judged each : report.heads()) {
            line(
                    text,
                    "Head of %d entries, %s: %s"
                            .formatted(
                                    each.head().treeSize(),
                                    each.head().timestamp(),
                                    each.verdict().words()));
        }
        report.notes().forEach(note -> line(text, note));
        report.finding().ifPresent(finding -> line(text, words(finding)));
        line(text, "Result: " + result(report.outcome()));
        return text.toString();
    }

    /** As one JSON object in one line. */
    public static String json(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("result", name(report.outcome()));
        json.put("from", report.from());
        json.put("to", report.to());
        report.finding().ifPresent(finding -> {
            if (finding.isExact()) {
                json.put("first_bad_position", finding.first());
            } else {
                json.put("first_bad_position_from", finding.first());
                json.put("first_bad_position_to", finding.last());
            }
            json.put("finding", name(finding.kind()));
            json.put("explanation", finding.explanation());
        });
        json.put("heads", report.heads().stream().map(Reports::json).collect(Collectors.toList()));
        json.put("notes", report.notes());
        return JSONObjectUtils.toJSONString(json);
    }

    /** A check that could not be made, as one JSON object in one line. */
    public static String json(VerifyException failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("result", name(failure.outcome()));
        json.put("explanation", String.valueOf(failure.getMessage()));
        return JSONObjectUtils.toJSONString(json);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static Map<String, Object> json(Judged each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tree_size", each.head().treeSize());
        json.put("root_hash", each.head().rootHash());
        json.put("first_retained", each.head().firstRetained());
        json.put("timestamp", each.head().timestamp().toString());
        json.put("verdict", name(each.verdict()));
        return json;
    }

    private static String positions(long from, long to) {
        return from == to ? "no entries" : "positions %d to %d".formatted(from, to - 1);
    }

    private static String words(Finding finding) {
        String where = finding.isExact()
                ? "First bad position: %d".formatted(finding.first())
                : "First bad position: one of %d to %d".formatted(finding.first(), finding.last());
        return "%s: %s.".formatted(where, finding.explanation());
    }

    private static String result(Outcome outcome) {
        return switch (outcome) {
            case PROVEN -> "proven, every entry is what was signed";
            case CHANGED -> "CHANGED, the export is not what was signed";
            case CONTRADICTED -> "CONTRADICTED, signed heads contradict each other";
            case UNPROVEN -> "UNPROVEN, nothing is wrong as far as the heads reach";
            case MISUSED, UNREADABLE, UNTRUSTED -> name(outcome);
        };
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
