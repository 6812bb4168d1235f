package dev.latchkey.kernel.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a request body once, up to {@value #MOST_BYTES} bytes, announced or chunked; a larger one is answered 413.
 *
 * <p>The gateway has the same limit: this one holds when a service is reached without it.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {

    /** The largest body any endpoint takes. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int PART_BYTES = 8 * 1024;
    private static final byte[] TOO_LARGE =
            "{\"error\":\"invalid_request\",\"error_description\":\"The request body is too large.\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForm(request)) {
            // Form parameters are read by the container, which has the same limit.
            chain.doFilter(request, response);
            return;
        }
        byte[] body =
                request.getContentLengthLong() > MOST_BYTES ? new byte[MOST_BYTES + 1] : read(request.getInputStream());
        if (body.length > MOST_BYTES) {
            refuse(response);
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /**
     * Reads a body, and no more of it than {@link #MOST_BYTES} and the first byte too many: {@link InputStream#readNBytes(int)}
     * would ask once more and wait for a next part.
     */
    public static byte[] read(InputStream source) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[PART_BYTES];
        int count = 0;
        while (count >= 0 && body.size() <= MOST_BYTES) {
            count = source.read(part, 0, Math.min(PART_BYTES, MOST_BYTES + 1 - body.size()));
            body.write(part, 0, Math.max(count, 0));
        }
        return body.toByteArray();
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        NoStore.addTo(response);
        response.setHeader(HttpHeaders.CONNECTION, "close");
        // Not through a writer: that would add a charset, which JSON does not have.
        response.getOutputStream().write(TOO_LARGE);
    }

    private static final class BufferedRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        BufferedRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = Arrays.copyOf(body, body.length);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BufferedBody(body);
        }

        /** JSON that names no charset is UTF-8, whatever the container takes for the default. */
        @Override
        public BufferedReader getReader() throws UnsupportedEncodingException {
            String charset = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    new ByteArrayInputStream(body), charset == null ? StandardCharsets.UTF_8.name() : charset));
        }
    }

    private static final class BufferedBody extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        BufferedBody(byte[] body) {
            bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("bodies are read without listeners");
        }
    }
}
