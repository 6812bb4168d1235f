package dev.latchkey.kernel.messaging;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The operator's command over projections, on the management port: list them, rebuild one from the start. */
@Endpoint(id = "projections")
public final class ProjectionsEndpoint {

    private static final String REBUILD = "rebuild";

    private final Projections projections;

    ProjectionsEndpoint(Projections projections) {
        this.projections = projections;
    }

    /** All projections of this service. */
    @ReadOperation
    public List<?> all() {
        return projections.all();
    }

    /** Carries out an action on one projection; {@code rebuild} is the only one. */
    @WriteOperation
    public WebEndpointResponse<?> change(@Selector String name, String action) {
        if (!REBUILD.equals(action)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_BAD_REQUEST);
        }
        return projections
                .rebuild(name)
                .<WebEndpointResponse<?>>map(WebEndpointResponse::new)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }
}
