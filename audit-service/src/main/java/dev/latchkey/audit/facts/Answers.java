package dev.latchkey.audit.facts;

import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers that hold entries: each as its line, byte for byte, because that is what proofs are about. */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EVENTS = "\"events\":[";

    private Answers() {}

    /** One entry. */
    static ResponseEntity<byte[]> of(byte[] line) {
        return json().body(line);
    }

    /** A page, with a link to the next one. */
    static ResponseEntity<byte[]> of(Page page, HttpServletRequest request) {
        return linked(page, request).body(withEvents(new byte[] {'{'}, page.lines()));
    }

    /** What was found out, and a page of the entries it was found out from. */
    static ResponseEntity<byte[]> of(Object found, Page page, HttpServletRequest request) {
        byte[] head = JSON.writeValueAsBytes(found);
        head[head.length - 1] = ',';
        return linked(page, request).body(withEvents(head, page.lines()));
    }

    private static byte[] withEvents(byte[] head, List<byte[]> lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(EVENTS.getBytes(StandardCharsets.UTF_8));
        for (int number = 0; number < lines.size(); number++) {
            if (number > 0) {
                body.write(',');
            }
            body.writeBytes(lines.get(number));
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static ResponseEntity.BodyBuilder linked(Page page, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = json();
        page.next().ifPresent(next -> answer.header(HttpHeaders.LINK, "<" + again(request, next) + ">; rel=\"next\""));
        return answer;
    }

    private static ResponseEntity.BodyBuilder json() {
        return ResponseEntity.ok().headers(NoStore::addTo).contentType(MediaType.APPLICATION_JSON);
    }

    /** The same question from a position on; relative, because only the front door knows its name. */
    private static String again(HttpServletRequest request, long after) {
        Map<String, String> query = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
        query.put("after", String.valueOf(after));
        StringBuilder link = new StringBuilder(request.getRequestURI());
        query.forEach((name, value) -> link.append(link.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return link.toString().replace("|", "%7C");
    }
}
