package dev.latchkey.kernel.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.http.MediaType;

/** A Tomcat that sends back what its endpoints read behind the body limit: as bytes, as text, as a form's parameter. */
final class EchoServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    EchoServer() throws LifecycleException {
        tomcat.setPort(0);
        tomcat.setSilent(true);
        Context context = tomcat.addContext("", System.getProperty("java.io.tmpdir"));
        FilterDef filter = new FilterDef();
        filter.setFilterName("limit");
        filter.setFilter(new BodyLimitFilter());
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("limit");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMappingDecoded("/*", "echo");
        tomcat.start();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.getOutputStream().write(read(request));
        }

        private static byte[] read(HttpServletRequest request) throws IOException {
            return switch (request.getRequestURI()) {
                case "/text" -> request.getReader().readAllAsString().getBytes(StandardCharsets.UTF_8);
                case "/form" -> String.valueOf(request.getParameter("name")).getBytes(StandardCharsets.UTF_8);
                default -> request.getInputStream().readAllBytes();
            };
        }
    }
}
